/**
 * The answer kinds: what is sent for what the learner did, without drawing anything.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { question } from "../dev/questions";
import { KINDS, kindOf } from "../src/kinds";
import { fill } from "../src/kinds/blanks";
import { choose, type ChoiceAsk } from "../src/kinds/choice";
import { refusal } from "../src/kinds/file";
import { pair } from "../src/kinds/match";
import { lying, move, type OrderAsk } from "../src/kinds/order";
import type { Raw } from "../src/protocol";

const ask = <A>(name: string): A => question(name, "fr").ask as unknown as A;

test("one choice replaces the other", () => {
  const one = ask<ChoiceAsk>("choice");
  assert.deepEqual(choose(one, choose(one, null, "3"), "2"), { choices: ["2"] });
});

test("several choices are ticked and unticked, in the order shown", () => {
  const several = ask<ChoiceAsk>("several");
  const both = choose(several, choose(several, null, "3"), "1");
  assert.deepEqual(both, { choices: ["1", "3"] });
  assert.deepEqual(choose(several, both, "3"), { choices: ["1"] });
});

test("each blank is filled on its own", () => {
  assert.deepEqual(fill(fill(null, "a", "1"), "b", "2"), { blanks: { a: "1", b: "2" } });
  assert.deepEqual(fill({ blanks: { a: "1" } }, "a", ""), { blanks: { a: "" } });
});

test("items move up and down from where they lie", () => {
  const order = ask<OrderAsk>("order");
  const first = move(order, null, 0, 2);
  assert.deepEqual(first, { order: ["2", "3", "1", "4"] });
  assert.deepEqual(move(order, first, 3, 0), { order: ["4", "2", "3", "1"] });
});

test("every item lies somewhere whatever a draft says", () => {
  const order = ask<OrderAsk>("order");
  for (const broken of [null, {}, { order: ["9"] }, { order: "1" }, { order: ["1", "2"] }] as (Raw | null)[]) {
    assert.deepEqual(lying(order, broken).map((item) => item.id), ["1", "2", "3", "4"]);
  }
});

test("a row is matched, matched again, and freed", () => {
  const one = pair(null, "l1", "r2");
  assert.deepEqual(one, { pairs: { l1: "r2" } });
  assert.deepEqual(pair(pair(one, "l2", "r1"), "l1", "r3"), { pairs: { l1: "r3", l2: "r1" } });
  assert.deepEqual(pair(one, "l1", ""), { pairs: {} });
});

test("a file too large or of another format is refused at once", () => {
  const wanted = { formats: ["csv", "xlsx"], max_bytes: 100 };
  assert.equal(refusal(wanted, { name: "a.csv", size: 100 }), null);
  assert.equal(refusal(wanted, { name: "A.XLSX", size: 1 }), null);
  assert.equal(refusal(wanted, { name: "a.csv", size: 101 }), "invalid.too_large");
  assert.equal(refusal(wanted, { name: "a.docx", size: 1 }), "invalid.wrong_format");
  assert.equal(refusal(wanted, { name: "csv.", size: 1 }), "invalid.wrong_format");
});

test("every kind has an empty answer of its own shape", () => {
  const shapes: Record<string, Raw> = {
    choice: { choices: [] }, text: { text: "" }, number: { text: "" }, blanks: { blanks: { f: "", c: "", n: "" } },
    order: { order: [] }, match: { pairs: {} }, file: { name: "" },
  };
  assert.deepEqual(Object.keys(KINDS).sort(), Object.keys(shapes).sort());
  for (const [name, shape] of Object.entries(shapes)) assert.deepEqual(KINDS[name]!.empty(ask(name)), shape);
});

test("an unknown kind does not crash", () => {
  assert.deepEqual(kindOf("hologram").empty({}), {});
  assert.deepEqual(kindOf("toString").empty({}), {});
});
