import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";

/** Where bytes go: straight into memory that the reader owns. */
export interface ByteTarget {
  /** Where the next bytes belong, never empty. */
  room(): Uint8Array;
  /** So many bytes were written to what `room` gave last. @returns false to be left alone until `resume` */
  filled(bytes: number): boolean;
}

/** Bytes of a child process on their way here. */
export interface FramePipe {
  /** Begins, or goes on after `filled` said false. */
  resume(target: ByteTarget): void;
  /** No more bytes are wanted; the writer gets an error when it writes. */
  close(): void;
  /** When the last byte was handed over, or it was closed. */
  readonly ended: Promise<void>;
}

/** A pipe to hand to `spawn`, and what comes out of it. */
export interface DirectPipe {
  /** The child's end: goes into `stdio`, and is destroyed here once the child has it. */
  readonly childEnd: Socket;
  readonly pipe: FramePipe;
}

/**
 * A pipe whose bytes the kernel writes straight into the frame. Node can do so with a socket that it connects
 * itself, not with the one that `spawn` makes; so both ends are made here, in a folder that only this user may open.
 * What a frame costs this way, and what it costs by `data` events, is measured by bench/src/cameras.ts.
 */
export async function openDirectPipe(): Promise<DirectPipe> {
  const folder = await mkdtemp(join(tmpdir(), "sourire-camera-"));
  try {
    const server = createServer({ pauseOnConnect: true });
    const accepted = firstConnection(server);
    const path = join(folder, "frames");
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject).listen(path, resolve);
    });
    const reading = directReader(path);
    try {
      return { childEnd: await accepted, pipe: reading };
    } catch (cause) {
      reading.close();
      throw cause;
    } finally {
      server.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function firstConnection(server: Server): Promise<Socket> {
  return new Promise((resolve, reject) => {
    server.once("connection", resolve).once("error", reject);
  });
}

function directReader(path: string): FramePipe {
  // Node asks for room before a target can be known: the first byte takes a way of its own
  const first = new Uint8Array(1);
  let target: ByteTarget | undefined;
  const socket = connect({
    path,
    onread: {
      buffer: () => target?.room() ?? first,
      callback(bytes, buffer) {
        if (buffer === first) target?.room().set(first);
        return target?.filled(bytes) ?? false;
      },
    },
  });
  socket.pause();
  return {
    resume(next) {
      target = next;
      socket.resume();
    },
    close: () => void socket.destroy(),
    ended: endOf(socket),
  };
}

/** The same by `data` events, for systems where a child cannot be given one end of such a socket. */
export function createChunkPipe(stdout: Readable): FramePipe {
  let target: ByteTarget | undefined;
  let rest: Uint8Array | undefined;
  let closed = false;
  let over = (): void => {};
  const take = (chunk: Uint8Array): void => {
    // Node lets a paused stream flow when its process is gone: what comes then is kept
    if (rest) rest = Buffer.concat([rest, chunk]);
    else rest = target ? copy(chunk, target) : chunk;
    if (rest) stdout.pause();
    else if (closed) over();
  };
  stdout.on("data", take).pause();
  // a stream may end while the last of its bytes are still wanted
  const ended = endOf(stdout).then(() => {
    closed = true;
    if (!rest) return;
    return new Promise<void>((resolve) => {
      over = resolve;
    });
  });
  return {
    resume(next) {
      target = next;
      const waiting = rest;
      rest = undefined;
      if (waiting) take(waiting);
      if (!rest) stdout.resume();
    },
    close() {
      rest = undefined;
      stdout.destroy();
      over();
    },
    ended,
  };
}

/** @returns what the target did not want yet; nothing where it wants more */
function copy(chunk: Uint8Array, target: ByteTarget): Uint8Array | undefined {
  let left = chunk;
  for (;;) {
    const room = target.room();
    const part = left.subarray(0, room.length);
    room.set(part);
    left = left.subarray(part.length);
    if (!target.filled(part.length)) return left;
    if (left.length === 0) return undefined;
  }
}

function endOf(stream: Readable): Promise<void> {
  // a writer that dies resets the connection: that is its end too, and its exit says why
  stream.on("error", () => {});
  return new Promise((resolve) => {
    stream.once("close", () => resolve());
  });
}
