import { FACE_OVAL } from "../head/face-points.data.js";

/**
 * Tells which pixels of a picture are the face.
 * @param points - shape `[468, 3]`, pixels
 */
export function insideOutline(points: Float32Array): (x: number, y: number) => boolean {
  const outline = FACE_OVAL.map((i) => [points[3 * i] as number, points[3 * i + 1] as number]);
  return (x, y) => {
    let inside = false;
    let [px, py] = outline.at(-1) as [number, number];
    for (const [qx, qy] of outline as [number, number][]) {
      // an even-odd count of edges to the right
      if (py > y !== qy > y && x < px + ((y - py) / (qy - py)) * (qx - px)) inside = !inside;
      [px, py] = [qx, qy];
    }
    return inside;
  };
}
