import type { ContenderAbout, ContenderSpec, Look, Picture } from "../contenders/contender.js";
import type { Workshop } from "../workshop.js";
import { type Child, startChild } from "./child-process.js";
import type { Answer, Memory, Question } from "./messages.js";

/** A contender in its own process, waiting to be asked. While it waits it uses no processor. */
export interface RunningContender extends AsyncDisposable {
  readonly about: ContenderAbout;
  /** Opening the library and its models, ms. */
  readonly loadMs: number;
  /** Sends the pictures that it looks at in turn from now on. */
  show(pictures: readonly Picture[]): Promise<void>;
  /**
   * Looks at the pictures in turn.
   * @throws {Error} when it did not find a face, or made no embedding: it would win by not working
   */
  look(runs: number): Promise<readonly Look[]>;
  /** Its memory now. */
  memory(): Promise<Memory>;
}

/**
 * For all contenders: WebAssembly is compiled by V8's optimising compiler from the start. By default its fast compiler
 * comes first, and in two of six races on two cores the code that it makes stayed for the whole race, at a third of
 * the speed.
 */
const SETTLED_WASM = "--no-liftoff";

/**
 * Starts a contender and waits until its models are loaded.
 * @param flags - of its Node
 * @throws {Error} saying what is missing
 */
export async function launchContender(
  workshop: Workshop,
  spec: ContenderSpec,
  flags: readonly string[] = [],
): Promise<RunningContender> {
  const child = startChild(
    workshop.program("contender"),
    [JSON.stringify(spec)],
    [SETTLED_WASM, ...flags],
  );
  try {
    const { about, loadMs } = await expectAnswer(child, "ready");
    const ask = <T extends Answer["is"]>(question: Question, is: T) => {
      child.send(question);
      return expectAnswer(child, is);
    };
    return {
      about,
      loadMs,
      async show(pictures) {
        await ask({ ask: "show", pictures }, "shown");
      },
      async look(runs) {
        const { looks } = await ask({ ask: "look", runs }, "looks");
        for (const look of looks) assertWorked(about.name, look);
        return looks;
      },
      memory: async () => (await ask({ ask: "memory" }, "memory")).memory,
      [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
    };
  } catch (cause) {
    await child[Symbol.asyncDispose]();
    throw cause;
  }
}

async function expectAnswer<T extends Answer["is"]>(
  child: Child,
  is: T,
): Promise<Extract<Answer, { is: T }>> {
  const answer = (await child.next()) as Answer;
  if (answer.is === "failed") {
    const fault = new Error(answer.message);
    if (answer.stack !== undefined) fault.stack = answer.stack; // where it happened, not here
    throw fault;
  }
  if (answer.is !== is) throw new Error(`expected ${is}, got ${answer.is}`);
  return answer as Extract<Answer, { is: T }>;
}

function assertWorked(name: string, look: Look): void {
  const { faces, landmarks, dimensions, why = "no reason given" } = look;
  if (faces > 0 && landmarks > 0 && dimensions > 0) return;
  throw new Error(
    `${name} did not do the work (${faces} faces, ${landmarks} landmarks, embedding of ${dimensions}): ${why}`,
  );
}
