import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

/** A program in a process of its own, with messages. It never outlives this one. */
export interface Child extends AsyncDisposable {
  /** Waits for its next message. @throws {Error} when the process ends instead */
  next(): Promise<unknown>;
  /** Sends a message. */
  send(message: object): void;
}

/** A child that has not ended by itself after this long is ended, ms. */
const PATIENCE_MS = 3_000;
/** Kept of what a child says on stderr, characters: enough for a stack. */
const MAX_COMPLAINT = 4_000;

/**
 * Starts a bundled program in plain Node: no loader, no options of ours.
 * @param flags - of Node itself
 */
export function startChild(
  program: string,
  args: readonly string[],
  flags: readonly string[] = [],
): Child {
  const process_ = fork(program, [...args], {
    execArgv: [...flags],
    env: cleanEnvironment(),
    serialization: "advanced", // pictures travel as bytes
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const kill = (): void => void process_.kill("SIGKILL");
  process.once("exit", kill);
  const complaint = complaintsOf(process_);
  const inbox: unknown[] = [];
  let waiting: { settle: (m: unknown) => void; fail: (cause: Error) => void } | undefined;
  let ended: Error | undefined;
  process_.on("message", (message) => {
    if (waiting) waiting.settle(message);
    else inbox.push(message);
    waiting = undefined;
  });
  const end = (why: string): void => {
    ended ??= new Error(`the process ended: ${why}\n${complaint()}`);
    waiting?.fail(ended);
    waiting = undefined;
  };
  process_.once("error", (cause) => end(cause.message));
  // not `close`: Node does not tell it after `disconnect` was called here
  const said = process_.stderr ? once(process_.stderr, "close") : Promise.resolve();
  const gone = new Promise<void>((settle) => {
    process_.once("exit", async (code, signal) => {
      process.off("exit", kill);
      await said; // the reason may still be under way
      end(signal ?? `code ${code}`);
      settle();
    });
  });
  return {
    next() {
      if (inbox.length > 0) return Promise.resolve(inbox.shift());
      if (ended) return Promise.reject(ended);
      return new Promise((settle, fail) => {
        waiting = { settle, fail };
      });
    },
    send: (message) => void process_.send(message),
    async [Symbol.asyncDispose]() {
      if (process_.connected) process_.disconnect(); // it ends by itself then, and writes its profile
      const impatient = setTimeout(kill, PATIENCE_MS);
      await gone;
      clearTimeout(impatient);
    },
  };
}

/** Ends this program by way of `exit` when it is told to stop, so that children and folders go too. */
export function endOnSignals(): void {
  process.once("SIGINT", () => process.exit(130));
  process.once("SIGTERM", () => process.exit(143));
  process.once("SIGHUP", () => process.exit(129));
}

/** The environment without what a loader or a profiler of the parent put there. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _options, TSX_TSCONFIG_PATH: _path, ...rest } = process.env;
  return rest;
}

function complaintsOf(child: ChildProcess): () => string {
  let text = "";
  child.stderr?.setEncoding("utf8");
  child.stderr?.on("data", (more: string) => {
    text = (text + more).slice(-MAX_COMPLAINT);
  });
  return () => text;
}
