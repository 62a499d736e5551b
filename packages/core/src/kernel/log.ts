/** Fields of a log line: ids, reasons, durations. Never a vector, a frame, a score or a name. */
export type LogFields = Readonly<Record<string, string | number | boolean>>;

/** Where events go. The host brings its own; the SDK never writes to the console. */
export interface Log {
  /** For developers. */
  debug(event: string, fields?: LogFields): void;
  /** Normal life. */
  info(event: string, fields?: LogFields): void;
  /** Something that an operator may want to look at. */
  warn(event: string, fields?: LogFields): void;
  /** Something that an operator must look at. */
  error(event: string, fields?: LogFields): void;
}

const nothing = (): void => {};
/** Says nothing. */
export const silentLog: Log = Object.freeze({
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
});
