/**
 * The geometry of the picture of progress: scales, ticks, where labels fit, which points get a marker. Pure numbers.
 */

import type { ProfileMessage, ProgressLine, ProgressMessage } from "./protocol";

export interface Point {
  x: number;
  y: number;
}

/** The room of the plot inside the picture, in pixels. */
export interface Room {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Round steps from 0 that reach at least `most`: about `count` of them. */
export function ticks(most: number, count = 4): number[] {
  const rough = Math.max(1, most) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= rough)!);
  return Array.from({ length: Math.ceil(Math.max(1, most) / step) + 1 }, (_, index) => index * step);
}

/** Moments across the room by time; side by side when they are one and the same. */
export function across(moments: readonly string[], room: Room): number[] {
  const times = moments.map((each) => Date.parse(each));
  const first = times[0] ?? 0;
  const span = (times.at(-1) ?? 0) - first;
  const width = room.right - room.left;
  return times.map((time, index) =>
    room.left + width * (span > 0 ? (time - first) / span : index / Math.max(1, times.length - 1)));
}

/** The height of a value, 0 at the bottom. */
export function height(value: number, most: number, room: Room): number {
  return room.bottom - ((room.bottom - room.top) * value) / most;
}

/** A line begins at the last zero before its first pix: before that, nothing was known. */
export function begins(line: ProgressLine): number {
  const first = line.pix.findIndex((pix) => pix > 0);
  return first < 0 ? -1 : Math.max(0, first - 1);
}

/** Moves labels apart to at least `gap`, as little as it takes, inside the room; the order stays. */
export function spread(wished: readonly number[], gap: number, top: number, bottom: number): number[] {
  const order = wished.map((_, index) => index).sort((a, b) => wished[a]! - wished[b]! || a - b);
  const placed = [...wished];
  let above = top - gap;
  for (const index of order) above = placed[index] = Math.max(wished[index]!, above + gap);
  let below = bottom + gap;
  for (const index of [...order].reverse()) below = placed[index] = Math.min(placed[index]!, below - gap);
  return placed;
}

/** The points that get a marker: the last one, and those where something changed, not closer than `gap`. */
export function marked(points: readonly Point[], gap: number): Point[] {
  const kept: Point[] = [];
  for (let index = points.length - 1; index >= 0; index--) {
    const point = points[index]!;
    const changed = index === 0 || point.y !== points[index - 1]!.y;
    const near = kept.length > 0 && kept.at(-1)!.x - point.x < gap;
    if (kept.length === 0 || (changed && !near)) kept.push(point);
  }
  return kept.reverse();
}

/** A few moments to name under the picture: the ends, and some between where there is room. */
export function named(xs: readonly number[], gap: number): number[] {
  const last = xs.length - 1;
  const kept = [0];
  for (let index = 1; index < last; index++) {
    if (xs[index]! - xs[kept.at(-1)!]! >= gap && xs[last]! - xs[index]! >= gap) kept.push(index);
  }
  return last > 0 ? [...kept, last] : kept;
}

/** The way up to now: what an open attempt has already moved is the last step. */
export function upToNow({ progress, areas, at, pix }: ProfileMessage): ProgressMessage {
  const { moments, lines } = progress;
  if (lines.reduce((sum, line) => sum + (line.pix.at(-1) ?? 0), 0) === pix) return progress;
  const earned = new Map(areas.map(({ area, standings }) => [area, standings.reduce((sum, each) => sum + each.pix, 0)]));
  return {
    moments: [...moments, at],
    lines: lines.map((line) => ({ ...line, pix: [...line.pix, earned.get(line.area) ?? 0] })),
  };
}
