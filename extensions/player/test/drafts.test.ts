/**
 * Drafts: kept, found again, forgotten; and the page goes on where the browser refuses to store.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Drafts, newKey } from "../src/drafts";
import { MemoryShelf } from "./help";

test("a draft and its key outlive the page", () => {
  const shelf = new MemoryShelf();
  const { key } = new Drafts(shelf).open("a", "q");
  new Drafts(shelf).change("a", "q", { raw: { text: "9,2" }, pending: "answer" });
  const again = new Drafts(shelf).open("a", "q");
  assert.deepEqual([again.key, again.raw, again.pending], [key, { text: "9,2" }, "answer"]);
});

test("two questions have two keys", () => {
  const drafts = new Drafts(new MemoryShelf());
  assert.notEqual(drafts.open("a", "q1").key, drafts.open("a", "q2").key);
});

test("a closed draft leaves nothing behind", () => {
  const shelf = new MemoryShelf();
  const drafts = new Drafts(shelf);
  drafts.change("a", "q", { raw: { text: "x" } });
  drafts.close("a", "q");
  assert.equal(shelf.length, 0);
  assert.equal(drafts.open("a", "q").raw, null);
});

test("drafts of last month are thrown away, and other names are left alone", () => {
  const shelf = new MemoryShelf();
  shelf.setItem("someone.else", "x");
  new Drafts(shelf, () => 0).change("a", "old", { raw: { text: "x" } });
  new Drafts(shelf, () => 29 * 86_400_000).change("a", "young", { raw: { text: "y" } });
  new Drafts(shelf, () => 31 * 86_400_000);
  assert.deepEqual([...shelf.kept.keys()], ["someone.else", "pixnb.draft:a:young"]);
});

test("where the browser refuses to store, the page's own copy holds", () => {
  const shelf = new MemoryShelf();
  shelf.setItem = () => { throw new Error("QuotaExceededError"); };
  const drafts = new Drafts(shelf);
  const { key } = drafts.open("a", "q");
  drafts.change("a", "q", { raw: { text: "x" } });
  assert.deepEqual([drafts.open("a", "q").key, drafts.open("a", "q").raw], [key, { text: "x" }]);
});

test("damaged drafts are replaced", () => {
  const shelf = new MemoryShelf();
  shelf.setItem("pixnb.draft:a:q", "{not json");
  assert.equal(new Drafts(shelf).open("a", "q").raw, null);
  shelf.setItem("pixnb.draft:a:r", '{"raw": 1}');
  assert.ok(new Drafts(shelf).open("a", "r").key);
});

test("keys are version 4 UUIDs, with and without a secure context", () => {
  const form = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  assert.match(newKey(), form);
  const own = crypto.randomUUID;
  Object.defineProperty(crypto, "randomUUID", { value: undefined, configurable: true });
  try {
    assert.match(newKey(), form);
    assert.notEqual(newKey(), newKey());
  } finally {
    Object.defineProperty(crypto, "randomUUID", { value: own, configurable: true });
  }
});
