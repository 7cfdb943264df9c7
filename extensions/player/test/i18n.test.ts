/**
 * Words: both languages say everything, every error code has a sentence, and French spaces are right.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { language, MESSAGES, words } from "../src/i18n";

const { fr, en } = MESSAGES;
const texts = (sentence: unknown): string[] =>
  typeof sentence === "string" ? [sentence] : Object.values(sentence as Record<string, string>);
const places = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).sort();

// The codes that Python raises: pixnb/core/errors.py, pixnb/answers/problems.py, pixnb/store.
const INVALID = [
  "empty", "not_a_number", "missing_blanks", "missing_pairs", "missing_order", "unknown_option", "too_many_options",
  "too_long", "too_large", "wrong_format", "unreadable_file", "malformed",
];
const CODES = [
  ...INVALID.map((problem) => `invalid.${problem}`), "conflict", "attempt", "store", "store.read_only", "store.full",
  "store.corrupt", "store.busy", "store.newer", "bank", "framework", "place", "internal", "lost",
];

test("both languages have the same keys", () => {
  assert.deepEqual(Object.keys(fr).sort(), Object.keys(en).sort());
});

test("both languages leave the same places to fill, in every form", () => {
  for (const key of Object.keys(fr)) {
    assert.equal(typeof fr[key], typeof en[key], key);
    for (const [index, text] of texts(fr[key]).entries()) {
      assert.notEqual(text.trim(), "", key);
      assert.deepEqual(places(text), places(texts(en[key])[index]!), key);
    }
  }
});

test("every error code has a sentence of its own", () => {
  for (const code of CODES) assert.ok(fr[`error.${code}`], code);
  const sentences = CODES.map((code) => words("fr").problem({ code, params: {} }));
  assert.equal(new Set(sentences).size, CODES.length);
});

test("an unknown code falls back to the nearest broader one", () => {
  const { problem, t } = words("en");
  assert.equal(problem({ code: "store.melted", params: {} }), t("error.store"));
  assert.equal(problem({ code: "x.y.z", params: {} }), t("error.internal"));
});

test("French has its no-break spaces, typographic apostrophes and quotation marks", () => {
  for (const [key, sentence] of Object.entries(fr)) {
    for (const text of texts(sentence)) {
      assert.doesNotMatch(text, /[^\u202f][;?!]/, key);
      assert.doesNotMatch(text, /[^\u00a0]:(?!\/\/)/, key);
      assert.doesNotMatch(text, /«[^\u00a0]|[^\u00a0]»|'|"/, key);
    }
  }
});

test("learners are addressed with tu", () => {
  for (const [key, sentence] of Object.entries(fr)) {
    for (const text of texts(sentence)) assert.doesNotMatch(text, /\b(vous|votre|vos)\b/i, key);
  }
});

test("one and several differ", () => {
  assert.equal(words("fr").t("progress.more", { count: 1 }, 1), "encore 1 question environ");
  assert.equal(words("fr").t("progress.more", { count: 3 }, 3), "encore 3 questions environ");
  assert.equal(words("en").t("tutorial.minutes", { count: 1 }, 1), "1 minute");
});

test("sizes are said in the language's units", () => {
  assert.equal(words("fr").size(9_210), "9\u00a0ko");
  assert.equal(words("en").size(9_210), "9\u00a0kB");
  assert.equal(words("fr").size(5_000_000), "5\u00a0Mo");
  assert.equal(words("fr").size(412), "412\u00a0octets");
  assert.equal(words("fr").size(2_412_000), "2,4\u00a0Mo");
  assert.equal(words("en").size(0), "0\u00a0bytes");
});

test("times have seconds and dates are written out", () => {
  const noon = new Date(2026, 10, 21, 9, 5, 7).toISOString();
  assert.equal(words("fr").clock(noon), "09:05:07");
  assert.equal(words("fr").date(noon), "21 novembre 2026");
  assert.equal(words("en").date(noon), "21 November 2026");
});

test("a list in an error's parameters is read as words", () => {
  const problem = { code: "invalid.missing_blanks", params: { blanks: ["signe", "nombre"] } };
  assert.equal(words("fr").problem(problem), "Il reste des cases vides\u00a0: signe, nombre.");
});

test("a wish for a language is understood as in Python", () => {
  assert.deepEqual(["en-GB", "EN", "fr", "de", null].map(language), ["en", "en", "fr", "fr", "fr"]);
});
