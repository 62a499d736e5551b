import fc from "fast-check";
import { expect, it } from "vitest";
import { addressOf } from "../../src/ffmpeg/camera-address.js";
import { redact } from "../../src/ffmpeg/redact.js";

it("hides name, password and query, and says to ffmpeg what the camera needs, whatever they hold", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary", minLength: 6 }).filter((user) => !user.includes(":")),
      fc.string({ unit: "binary", minLength: 6 }),
      fc.boolean(),
      (user, password, inUrl) => {
        const login = inUrl ? `${encodeURIComponent(user)}:${encodeURIComponent(password)}@` : "";
        const address = addressOf({
          kind: "rtsp",
          url: `rtsp://${login}cam.local:8554/live?token=${encodeURIComponent(password)}`,
          ...(inUrl ? {} : { credentials: { user, password } }),
        });
        expect(address.publicUrl).toBe("rtsp://***@cam.local:8554/live?token=***");
        // nothing in it ends a quoted word or a line of a script
        expect(address.secretUrl).toMatch(/^rtsp:\/\/[A-Za-z0-9%]+:[A-Za-z0-9%]+@[^\s'\\]+$/);
        const [, sentUser, sentPassword] = /\/\/(.*?):(.*?)@/.exec(address.secretUrl) ?? [];
        expect([sentUser, sentPassword].map((text) => decodeURIComponent(text ?? ""))).toEqual([
          user,
          password,
        ]);
        const said = `[rtsp] ${address.secretUrl}: 401 for ${user} with ${password}`;
        expect(redact(said, address.secrets)).toBe("[rtsp] (address) 401 for *** with ***");
      },
    ),
    { numRuns: 40 },
  );
});

it("leaves an address without a login alone", () => {
  const { publicUrl, secretUrl } = addressOf({ kind: "http", url: "http://cam.local/video#top" });
  expect([publicUrl, secretUrl]).toEqual(["http://cam.local/video", "http://cam.local/video"]);
});

it.each([
  "",
  "cam.local",
  "http://",
  "file:///etc/passwd",
  "rtsp://cam.local/s3cret",
  "http://a b/s3cret",
])("refuses %j as the address of an HTTP camera, without repeating it", (url) => {
  expect(() => addressOf({ kind: "http", url })).toThrow(RangeError);
  expect(() => addressOf({ kind: "http", url })).not.toThrow(/s3cret/);
});

it("refuses credentials that HTTP cannot send", () => {
  const credentials = { user: "a:b", password: "x" };
  expect(() => addressOf({ kind: "http", url: "http://cam.local/", credentials })).toThrow(
    RangeError,
  );
});
