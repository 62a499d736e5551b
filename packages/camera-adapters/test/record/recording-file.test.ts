import { expect, it } from "vitest";
import { type AppendHandle, appendTo } from "../../src/record/recording-file.js";

/** A disk with room for so many bytes; it takes what fits, as a real one does. */
function smallDisk(room: number) {
  const bytes: number[] = [];
  let closed = 0;
  const handle = {
    async write(data: Uint8Array, offset: number, length: number, position: number) {
      const part = data.subarray(offset, offset + Math.min(length, 7, room - position));
      if (part.length === 0) throw Object.assign(new Error("no space"), { code: "ENOSPC" });
      bytes.splice(position, part.length, ...part);
      return { bytesWritten: part.length, buffer: data };
    },
    async truncate(length = 0) {
      bytes.length = length;
    },
    async sync() {},
    async close() {
      closed++;
    },
  } as unknown as AppendHandle;
  return { handle, bytes, closes: () => closed };
}

it("takes back what a full disk cut off, and says STORAGE_FULL", async () => {
  const { handle, bytes, closes } = smallDisk(30);
  const file = appendTo(handle);
  await file.append(new Uint8Array(20).fill(1));
  await expect(file.append(new Uint8Array(20).fill(2))).rejects.toMatchObject({
    code: "STORAGE_FULL",
  });
  expect(bytes).toEqual(Array(20).fill(1));
  await file.append(new Uint8Array(10).fill(3));
  expect(bytes).toEqual([...Array(20).fill(1), ...Array(10).fill(3)]);
  await file.close();
  expect(closes()).toBe(1);
});

it("closes the file also when it cannot be made sure that it is on the disk", async () => {
  const { handle, closes } = smallDisk(30);
  const broken = {
    ...handle,
    sync: () => Promise.reject(Object.assign(new Error(), { code: "EIO" })),
  };
  await expect(appendTo(broken).close()).rejects.toMatchObject({ code: "STORAGE_FAILED" });
  expect(closes()).toBe(1);
});
