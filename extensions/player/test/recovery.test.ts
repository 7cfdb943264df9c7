/**
 * Recovery in Voilà: the page reloads by itself when the server answers and the kernel does not.
 */

import "./dom";
import assert from "node:assert/strict";
import { test } from "node:test";
import { reloadNow, reloadWhenLost, RELOAD_NAME, type Surroundings } from "../src/recovery";
import type { Connection, Transport } from "../src/transport";
import { eventually, MemoryShelf } from "./help";

class Line implements Transport {
  connection: Connection = "ok";
  listener: (connection: Connection) => void = () => undefined;
  call = (): Promise<never> => Promise.reject(new Error("not used"));
  watch(listener: (connection: Connection) => void): () => void {
    this.listener = listener;
    return () => (this.listener = () => undefined);
  }
  probe = (): Promise<boolean> => Promise.resolve(this.connection === "ok");
  close(): void {}
  become(connection: Connection): void {
    this.connection = connection;
    this.listener(connection);
  }
}

function surroundings(change: Partial<Surroundings> = {}): Surroundings & { reloads: number; looks: number } {
  const around: Surroundings & { reloads: number; looks: number } = {
    reloads: 0, looks: 0, shelf: new MemoryShelf(), now: Date.now, every: 5, apart: 20_000,
    reach: async () => (around.looks++, true),
    reload: () => void around.reloads++,
    ...change,
  };
  return around;
}

test("a lost kernel behind a living server reloads the page once", async () => {
  const line = new Line();
  const around = surroundings();
  const stop = reloadWhenLost(line, around);
  line.become("lost");
  await eventually(() => assert.equal(around.reloads, 1));
  stop();
});

test("a server that does not answer is waited for", async () => {
  const line = new Line();
  let alive = false;
  const around = surroundings({ reach: async () => alive });
  const stop = reloadWhenLost(line, around);
  line.become("lost");
  await new Promise((resolve) => setTimeout(resolve, 40));
  assert.equal(around.reloads, 0);
  alive = true;
  await eventually(() => assert.equal(around.reloads, 1));
  stop();
});

test("a connection that comes back needs no reload", async () => {
  const line = new Line();
  const around = surroundings();
  const stop = reloadWhenLost(line, around);
  line.become("lost");
  line.become("ok");
  await new Promise((resolve) => setTimeout(resolve, 40));
  assert.equal(around.reloads, 0);
  stop();
});

test("two reloads are at least twenty seconds apart", async () => {
  const line = new Line();
  let now = 1_000_000;
  const around = surroundings({ now: () => now });
  around.shelf!.setItem(RELOAD_NAME, String(now - 5_000));
  const stop = reloadWhenLost(line, around);
  line.become("lost");
  await eventually(() => assert.ok(around.looks > 3));
  assert.equal(around.reloads, 0);
  now += 15_000;
  await eventually(() => assert.equal(around.reloads, 1));
  stop();
});

test("a reload by the button counts too", () => {
  const around = surroundings({ now: () => 42 });
  reloadNow(around);
  assert.equal(around.reloads, 1);
  assert.equal(around.shelf?.getItem(RELOAD_NAME), "42");
});
