/**
 * Standings and attempts in words: a level, a range, and what is not known are three different things.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { profile } from "../dev/reading";
import { attemptWords, kindWords, levelWords } from "../src/attempt";
import { axisDate } from "../src/dates";
import { words } from "../src/i18n";
import { sentence } from "../src/parts/ProgressChart";
import type { AttemptSummary, Standing } from "../src/protocol";
import { byMonth } from "../src/screens/History";
import { meaning, rangeWords, spoken } from "../src/standing";

const [fr, en] = [words("fr"), words("en")];
const SOME = profile("fr").areas[0]!.standings[0]!;
const at = (change: Partial<Standing>): Standing => ({ ...SOME, ...change });

test("a level is said with its name, level 0 too", () => {
  assert.deepEqual(spoken(at({ level: 3, level_name: "Indépendant" }), fr), { title: "Niveau 3", name: "Indépendant" });
  assert.deepEqual(spoken(at({ level: 0, level_name: "" }), fr), { title: "Niveau 0", name: "Premiers pas" });
});

test("what was not assessed is not a zero", () => {
  const none = at({ state: "unassessed", level: 0, answers: 0, assessed_at: null });
  assert.deepEqual(spoken(none, fr), { title: "", name: "Pas encore évaluée" });
  assert.doesNotMatch(meaning(none, fr).join(" "), /Niveau 0|0 pix|0 réponse/);
});

test("a range names the levels at its ends, never a level of its own", () => {
  assert.equal(rangeWords(1.2, 3.9, 8, fr), "Entre les niveaux 1 et 3");
  assert.equal(rangeWords(0.2, 2.4, 8, en), "Level 2 at most");
  assert.equal(rangeWords(2.1, 2.9, 8, fr), "Autour du niveau 2");
  assert.equal(rangeWords(0, 0.8, 8, en), "Below level 1");
  assert.equal(rangeWords(7.5, 9, 8, en), "Between levels 7 and 8");
  assert.equal(spoken(at({ state: "range", level: 4, low: 1.2, high: 3.9 }), fr).title, "Entre les niveaux 1 et 3");
});

test("the meaning says pix, answers, last date and how far today’s questions go", () => {
  const said = meaning(at({ level: 3, pix: 27, ahead: 3, answers: 1, reachable_level: 5 }), fr).join(" ");
  assert.match(said, /27 pix, dont 3 sur 8 vers le niveau 4\. 1 réponse, la dernière le 20 novembre 2026\./);
  assert.match(said, /jusqu’au niveau 5/);
});

test("nothing is promised beyond what today’s questions can show", () => {
  assert.doesNotMatch(meaning(at({ level: 5, reachable_level: 5, ahead: 3 }), fr).join(" "), /vers le niveau/);
  assert.match(meaning(at({ reachable_level: 0 }), fr).join(" "), /pas encore de questions/);
});

test("the sentence of the progress says from where to where, and the best gain", () => {
  const progress = {
    moments: ["2026-10-03T10:00:00Z", "2026-11-20T10:00:00Z"],
    lines: [{ area: 1, name: "A", pix: [10, 30] }, { area: 2, name: "B", pix: [0, 48] }],
  };
  assert.equal(sentence(progress, en), "From 3 October 2026 to 20 November 2026, your total went from 10 to 78 pix. You gained most in “B”: 48 pix.");
  const lost = { ...progress, lines: [{ area: 1, name: "A", pix: [30, 20] }] };
  assert.match(sentence(lost, fr), /de 30 à 20 pix\.$/);
});

test("the axis names moments as shortly as they can be told apart", () => {
  const noon = new Date(2026, 9, 3, 12, 0).toISOString();
  const day = 86_400_000;
  assert.equal(axisDate("fr", noon, day / 2), "12:00");
  assert.equal(axisDate("en", noon, 20 * day), "3 Oct");
  assert.equal(axisDate("fr", noon, 500 * day), "oct. 2026");
});

const attempt = (change: Partial<AttemptSummary>): AttemptSummary => ({
  attempt: "a", plan: "positioning-1.3", title: "1.3", purpose: "positioning", mode: "first", competence: "1.3", area: 1,
  started_at: "2026-11-20T10:00:00Z", finished_at: "2026-11-20T11:00:00Z", answers: 12, correct: 1, level: 3, pix: 29, ...change,
});

test("an attempt in words: how it went and what it showed", () => {
  assert.equal(attemptWords(attempt({}), fr), "12 questions, dont 1 juste");
  assert.equal(attemptWords(attempt({ answers: 1, correct: 0, finished_at: null }), en), "1 question · not finished");
  assert.equal(levelWords(attempt({}), fr), "Niveau 3 · 29 pix");
  assert.equal(levelWords(attempt({ finished_at: null }), fr), "");
  assert.equal(levelWords(attempt({ level: 0, pix: 0 }), en), "Level 0 · 0 pix");
});

test("practice shows no level and says that it is practice", () => {
  const practice = attempt({ purpose: "practice", mode: "improve", level: 4 });
  assert.equal(levelWords(practice, fr), "");
  assert.equal(kindWords(practice, fr), "Entraînement");
  assert.equal(kindWords(attempt({ mode: "reset" }), en), "Started afresh");
});

test("attempts are grouped by the month they ended in, in their order", () => {
  const groups = byMonth([
    attempt({ attempt: "c", started_at: "2026-12-01T10:00:00Z", finished_at: null }),
    attempt({ attempt: "b", started_at: "2026-10-31T10:00:00Z" }),
    attempt({ attempt: "a" }),
  ], "fr");
  assert.deepEqual(groups.map(([name, all]) => [name, all.map((each) => each.attempt)]), [["Décembre 2026", ["c"]], ["Novembre 2026", ["b", "a"]]]);
});
