import { SourireError } from "@sourire/core";
import { type Answer, type Ask, OPENING, type Opening } from "./protocol.js";
import type { Shot, Shots } from "./shots.js";

/** ms: a worker that does not answer must not hold up an abort. */
const STOP_PATIENCE_MS = 50;

/**
 * The page's side of a reading in a worker. Pictures cross by transfer, and their memory goes back with the next ask.
 * @param open - gives the frames, once the worker can read them
 */
export function shotsOfWorker(worker: Worker, open: () => ReadableStream<VideoFrame>): Shots {
  const { port1: port, port2: theirs } = new MessageChannel();
  const leaving = new AbortController();
  const question = createQuestion();
  const send = (ask: Ask, transfer: readonly Transferable[] = []): void =>
    port.postMessage(ask, [...transfer]);
  let started = false;
  let stopping: Promise<void> | undefined;
  let stopped = (): void => {};
  const start = (): void => {
    if (stopping) return;
    try {
      const readable = open();
      send({ kind: "start", readable }, [readable]);
      started = true;
      if (question.isOpen()) send({ kind: "next" });
    } catch (cause) {
      question.fail(`the worker gets no frames: ${String(cause)}`);
    }
  };
  onError(worker, leaving.signal, question.fail);
  port.onmessage = ({ data }: MessageEvent<Answer>) => {
    if (data.kind === "ready") start();
    else if (data.kind === "stopped") stopped();
    else if (data.kind === "failed") question.fail(`the worker cannot read: ${data.message}`);
    else question.answer(data.kind === "shot" ? data.shot : undefined);
  };
  const opening: Opening = { type: OPENING, port: theirs, timeOriginMs: performance.timeOrigin };
  worker.postMessage(opening, [theirs]);
  const stop = async (): Promise<void> => {
    if (started) {
      await new Promise<void>((resolve) => {
        stopped = resolve;
        setTimeout(resolve, STOP_PATIENCE_MS);
        send({ kind: "stop" });
      });
    }
    leaving.abort();
    port.close();
    question.answer(undefined);
  };
  return {
    next(spent) {
      if (stopping) return Promise.resolve(undefined);
      const answer = question.ask();
      // a reader that passed the memory on has left nothing of it here
      if (started && spent && spent.byteLength > 0) send({ kind: "next", spent }, [spent]);
      else if (started) send({ kind: "next" });
      return answer;
    },
    stop() {
      stopping ??= stop();
      return stopping;
    },
  };
}

/** One question at a time, and the failure that is thrown to it and to all after it. */
function createQuestion() {
  let failure: SourireError | undefined;
  let asked:
    | { resolve(shot: Shot | undefined): void; reject(cause: SourireError): void }
    | undefined;
  return {
    isOpen: () => asked !== undefined,
    ask(): Promise<Shot | undefined> {
      if (failure) return Promise.reject(failure);
      return new Promise((resolve, reject) => {
        asked = { resolve, reject };
      });
    },
    answer(shot: Shot | undefined): void {
      asked?.resolve(shot);
      asked = undefined;
    },
    fail(message: string): void {
      failure ??= new SourireError("CAMERA_UNAVAILABLE", message);
      asked?.reject(failure);
      asked = undefined;
    },
  };
}

function onError(worker: Worker, signal: AbortSignal, fail: (message: string) => void): void {
  const listener = (event: ErrorEvent): void => {
    event.preventDefault(); // it is thrown to the reader, not to the page as well
    fail(`the worker failed: ${event.message || "its file could not be loaded"}`);
  };
  worker.addEventListener("error", listener, { signal });
}
