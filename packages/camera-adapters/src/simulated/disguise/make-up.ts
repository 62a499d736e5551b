import { CHEEKS, LEFT_EYE, RIGHT_EYE } from "../head/face-points.data.js";
import type { Texture } from "../render/surface.js";
import { dab, drawLine, fillShape, wipe } from "./brush.js";
import type { MakeUpStyle, Tint } from "./disguise.js";
import { emptyMap, type MapPoint, PIXELS_PER_MM } from "./face-map.js";
import type { FaceSkin } from "./face-skin.js";
import { lipsOf } from "./lips.js";
import { paintedOn } from "./painted-on.js";
import type { Worn } from "./worn.js";

const LIPSTICK: Tint = [150, 22, 48];
const SHADOW: Tint = [62, 42, 78];
const LINER: Tint = [22, 16, 20];
const BLUSH: Tint = [214, 96, 104];
const CONTOUR: Tint = [98, 64, 48];
const BLACK: Tint = [16, 16, 20];
const WHITE: Tint = [240, 240, 238];
const BLUE: Tint = [36, 82, 190];

/** Paint on the skin: it stretches with it, as paint does. */
export function createMakeUp(skin: FaceSkin, style: MakeUpStyle): Worn {
  const map = emptyMap();
  if (style === "dazzle") paintDazzle(map, skin);
  else paintEvening(map, skin);
  wipe(map, eyeOf(skin, RIGHT_EYE), 1);
  wipe(map, eyeOf(skin, LEFT_EYE), 1);
  return { surfaces: [paintedOn(skin, map)] };
}

const mm = (value: number): number => value * PIXELS_PER_MM;

function paintEvening(map: Texture, skin: FaceSkin): void {
  const points = (of: readonly number[]): MapPoint[] => of.map((i) => skin.at(i));
  for (const [i, eye] of [RIGHT_EYE, LEFT_EYE].entries()) {
    const { outer, inner, upper, browLow, browHigh } = eye;
    const lid = points([outer, ...upper, inner]);
    const under = browLow.map((b) => skin.at(b)).reverse();
    fillShape(map, [...lid, ...under], { tint: SHADOW, strength: 0.66, soft: mm(5) });
    drawLine(map, lid, mm(1.7), { tint: LINER, strength: 0.9, soft: mm(1) });
    drawLine(map, points([outer, ...eye.lower]), mm(0.9), {
      tint: LINER,
      strength: 0.6,
      soft: mm(1),
    });
    fillShape(map, points([...browHigh, ...[...browLow].reverse()]), {
      tint: LINER,
      strength: 0.55,
      soft: mm(2.4),
    });
    const cheek = skin.at(CHEEKS[i] as number);
    const side = i === 0 ? -1 : 1;
    dab(map, cheek, [mm(24), mm(17)], { tint: BLUSH, strength: 0.42, soft: 0 });
    const hollow: MapPoint = [cheek[0] + side * mm(12), cheek[1] + mm(24)];
    dab(map, hollow, [mm(22), mm(12)], { tint: CONTOUR, strength: 0.3, soft: 0 });
  }
  fillShape(map, lipsOf(skin), { tint: LIPSTICK, strength: 0.82, soft: mm(1.2) });
}

function paintDazzle(map: Texture, skin: FaceSkin): void {
  const patch = (of: readonly number[], tint: Tint): void =>
    fillShape(
      map,
      of.map((i) => skin.at(i)),
      { tint, strength: 0.94, soft: mm(0.8) },
    );
  patch([107, 66, 105, 63, 70, 46, 53, 52, 65, 55, 8, 6, 122, 128, 114, 188, 245], BLACK);
  patch([336, 285, 413, 343, 277, 329, 330, 280, 352, 345, 372, 383, 300, 293, 334, 296], WHITE);
  patch([50, 101, 36, 203, 206, 216, 192, 213, 147, 123, 116, 117], BLUE);
  patch([195, 248, 281, 275, 4, 45, 51, 3], BLACK);
  patch([410, 322, 391, 393, 164, 2, 94, 19, 326, 327, 423, 426], BLACK);
  patch([83, 182, 106, 43, 202, 210, 169, 170, 140, 171, 175, 199, 200, 18], WHITE);
  patch([338, 297, 332, 284, 298, 333, 299, 337], BLACK);
}

/** What is seen of an eye. */
function eyeOf(skin: FaceSkin, eye: typeof RIGHT_EYE): MapPoint[] {
  const { outer, upper, inner, lower } = eye;
  return [outer, ...upper, inner, ...[...lower].reverse()].map((i) => skin.at(i));
}
