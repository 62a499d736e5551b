import type { Plane } from "./box-mean.js";

/** Keeps what hangs together with a pixel through values above a half; islands become 0, and holes 1. */
export function keepConnected(plane: Plane, x: number, y: number): Plane {
  const { width, data } = plane;
  const own = reach(plane, [y * width + x], (i) => (data[i] as number) > 0.4);
  const rim: number[] = [];
  for (let i = 0; i < data.length; i++) {
    const column = i % width;
    if (column === 0 || column === width - 1 || i < width || i >= data.length - width) rim.push(i);
  }
  const beyond = reach(plane, rim, (i) => own[i] === 0);
  return {
    ...plane,
    data: data.map((v, i) =>
      own[i] === 1 ? v : beyond[i] === 1 ? Math.min(v, nearOwn(own, i, width)) : 1,
    ),
  };
}

/** Soft edges of what is kept stay soft: 1 within two pixels of it. */
function nearOwn(own: Uint8Array, i: number, width: number): number {
  const column = i % width;
  for (let dy = -2; dy <= 2; dy++) {
    for (let dx = -2; dx <= 2; dx++) {
      const inRow = column + dx >= 0 && column + dx < width;
      if (inRow && own[i + dy * width + dx] === 1) return 1;
    }
  }
  return 0;
}

function reach(
  { width, data }: Plane,
  starts: readonly number[],
  isOpen: (i: number) => boolean,
): Uint8Array {
  const seen = new Uint8Array(data.length);
  const queue: number[] = [];
  const visit = (i: number): void => {
    if (i < 0 || i >= data.length || seen[i] === 1 || !isOpen(i)) return;
    seen[i] = 1;
    queue.push(i);
  };
  for (const start of starts) visit(start);
  for (let i = queue.pop(); i !== undefined; i = queue.pop()) {
    const column = i % width;
    if (column > 0) visit(i - 1);
    if (column < width - 1) visit(i + 1);
    visit(i - width);
    visit(i + width);
  }
  return seen;
}
