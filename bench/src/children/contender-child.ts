// A process with one contender in it. It answers its parent and ends with it.
import type { Contender, ContenderSpec, Look, Picture } from "../contenders/contender.js";
import type { Answer, Question } from "./messages.js";

/** Frames that are not of the kind asked for are passed over, this many for each that is. */
const MAX_ASIDE = 8;

process.once("disconnect", () => process.exit(0));
const spec = JSON.parse(process.argv[2] ?? "null") as ContenderSpec;
let contender: Contender | undefined;
let pictures: readonly Picture[] = [];
let shown = 0;

await answering(async () => {
  const start = performance.now();
  contender = await open();
  return { is: "ready", about: contender.about, loadMs: performance.now() - start };
});
process.on("message", (question) => void answering(() => answer(question as Question)));

function open(): Promise<Contender> {
  switch (spec.library) {
    case "sourire":
      return import("../contenders/sourire.js").then((m) => m.openSourire(spec));
    case "human":
      return import("../contenders/human.js").then((m) => m.openHuman());
    case "face-api":
      return import("../contenders/face-api.js").then((m) => m.openFaceApi(spec.detector));
  }
}

async function answer(question: Question): Promise<Answer> {
  switch (question.ask) {
    case "show":
      // a message's bytes begin anywhere; a camera's buffer begins where the system allocates it
      pictures = question.pictures.map((p) => ({ ...p, rgba: new Uint8Array(p.rgba) }));
      return { is: "shown" };
    case "look":
      return { is: "looks", looks: await lookOften(question.runs) };
    case "memory": {
      const peakRss = process.resourceUsage().maxRSS * 1024;
      return { is: "memory", memory: { rss: process.memoryUsage.rss(), peakRss } };
    }
  }
}

async function lookOften(runs: number): Promise<readonly Look[]> {
  const looks: Look[] = [];
  for (let tries = 0; looks.length < runs; tries++) {
    if (tries > (runs + 1) * MAX_ASIDE) throw new Error("the tracker does not follow the face");
    const look = await lookAt(pictures[shown++ % pictures.length]);
    if (!look.aside) looks.push(look);
  }
  return looks;
}

function lookAt(picture: Picture | undefined): Promise<Look> {
  if (!contender || !picture) throw new Error("asked to look before there was something to see");
  return contender.look(picture);
}

async function answering(work: () => Promise<Answer>): Promise<void> {
  try {
    process.send?.(await work());
  } catch (cause) {
    const { message, stack } = cause instanceof Error ? cause : new Error(String(cause));
    process.send?.({ is: "failed", message, stack } satisfies Answer);
  }
}
