import { expectTypeOf, test } from "vitest";
import type { Frame } from "../../src/kernel/frame.js";
import type { FacePipeline, FollowedFace, PayerFace } from "../../src/pipeline/face-pipeline.js";

test("a face that was followed cannot be embedded; one that was detected can", async () => {
  const pipeline = {} as FacePipeline;
  const frame = {} as Frame;
  void (() => pipeline.embed(frame, {} as PayerFace));
  // @ts-expect-error nobody looked for a second person in its frame
  void (() => pipeline.embed(frame, {} as FollowedFace));
  type Seen = Extract<
    Awaited<ReturnType<ReturnType<FacePipeline["follow"]>["observe"]>>,
    { status: "usable" }
  >;
  // @ts-expect-error it may be either
  void ((seen: Seen) => pipeline.embed(frame, seen.face));
  type Sure = Extract<
    Awaited<ReturnType<ReturnType<FacePipeline["follow"]>["detect"]>>,
    { status: "usable" }
  >;
  expectTypeOf<Sure["face"]>().toEqualTypeOf<PayerFace>();
});
