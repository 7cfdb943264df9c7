/**
 * The geometry of the picture of progress.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { profile } from "../dev/reading";
import { across, begins, height, marked, named, spread, ticks, upToNow, type Room } from "../src/chart";

const ROOM: Room = { left: 40, right: 440, top: 10, bottom: 210 };

test("ticks are round, begin at zero and reach the highest value", () => {
  assert.deepEqual(ticks(94), [0, 50, 100]);
  assert.deepEqual(ticks(3), [0, 1, 2, 3]);
  assert.deepEqual(ticks(0), [0, 1]);
  for (const most of [1, 7, 23, 99, 101, 256, 1024]) assert.ok(ticks(most).at(-1)! >= most, String(most));
});

test("moments lie by their time, not by their number", () => {
  const xs = across(["2026-10-01T00:00:00Z", "2026-10-02T00:00:00Z", "2026-10-05T00:00:00Z"], ROOM);
  assert.deepEqual(xs, [40, 140, 440]);
});

test("moments of one second lie side by side", () => {
  const same = "2026-10-01T00:00:00Z";
  assert.deepEqual(across([same, same], ROOM), [40, 440]);
  assert.deepEqual(across([same], ROOM), [40]);
});

test("zero is on the ground and the most at the top", () => {
  assert.equal(height(0, 100, ROOM), 210);
  assert.equal(height(100, 100, ROOM), 10);
});

test("a line begins at the last zero before its first pix; without pix it is not drawn", () => {
  const line = (...pix: number[]): Parameters<typeof begins>[0] => ({ area: 1, name: "", pix });
  assert.equal(begins(line(0, 0, 5, 8)), 1);
  assert.equal(begins(line(5, 8)), 0);
  assert.equal(begins(line(0, 0)), -1);
});

test("labels are moved apart, keep their order and stay in the room", () => {
  const placed = spread([205, 208, 12, 100, 209], 19, 10, 210);
  const sorted = [...placed].sort((a, b) => a - b);
  for (const [index, each] of sorted.slice(1).entries()) assert.ok(each - sorted[index]! >= 19 - 1e-9);
  assert.ok(sorted[0]! >= 10 && sorted.at(-1)! <= 210);
  assert.ok(placed[2]! < placed[3]! && placed[3]! < placed[0]! && placed[0]! < placed[1]! && placed[1]! < placed[4]!);
  assert.deepEqual(spread([20, 100], 19, 10, 210), [20, 100]);
});

test("markers stand where something changed, not too close, and always at the end", () => {
  const points = [[0, 9], [10, 9], [50, 7], [55, 6], [100, 5], [200, 5]].map(([x, y]) => ({ x: x!, y: y! }));
  assert.deepEqual(marked(points, 26).map(({ x }) => x), [0, 55, 100, 200]);
});

test("the ends of the time are named, and others only where there is room", () => {
  assert.deepEqual(named([0, 30, 200, 210, 395, 400], 110), [0, 2, 5]);
  assert.deepEqual(named([0], 110), [0]);
});

test("what an open attempt has moved since is the last step, so that the picture ends at the total", () => {
  const now = profile("fr");
  assert.equal(upToNow(now), now.progress);
  const before = { ...now.progress, lines: now.progress.lines.map((line) => ({ ...line, pix: line.pix.map((pix) => Math.max(0, pix - 1)) })) };
  const way = upToNow({ ...now, progress: before });
  assert.equal(way.moments.at(-1), now.at);
  assert.equal(way.lines.reduce((sum, line) => sum + line.pix.at(-1)!, 0), now.pix);
  for (const line of way.lines) assert.equal(line.pix.length, way.moments.length);
});
