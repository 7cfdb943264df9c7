/**
 * A past attempt in words: what kind it was, how it went, what it showed.
 */

import type { Words } from "./i18n";
import type { AttemptSummary } from "./protocol";

/** What sets it apart from a first positioning; empty for that. */
export function kindWords({ purpose, mode }: AttemptSummary, words: Words): string {
  if (purpose === "practice") return words.t("attempt.practice");
  if (purpose === "thematic") return words.t("attempt.thematic");
  if (mode === "improve") return words.t("attempt.improve");
  return mode === "reset" ? words.t("attempt.reset") : "";
}

/** "12 questions, dont 8 justes"; how many are right is not said of a positioning that is still open. */
export function attemptWords({ answers, correct, finished_at: finished, purpose }: AttemptSummary, words: Words): string {
  const counted = words.t("attempt.questions", { count: words.number(answers) }, answers);
  const told = answers > 0 && (finished !== null || purpose === "practice");
  const right = told ? words.t("attempt.correct", { count: words.number(correct) }, correct) : "";
  const open = finished === null && purpose !== "practice" ? ` · ${words.t("attempt.open")}` : "";
  return `${counted}${right}${open}`;
}

/** "Niveau 3 · 29 pix": what it ended with; empty while open and for practice. */
export function levelWords({ level, pix, finished_at: finished, purpose }: AttemptSummary, words: Words): string {
  if (finished === null || purpose === "practice") return "";
  const parts = [
    level === null ? "" : words.t("end.level", { level }),
    pix === null ? "" : words.t("end.pix", { pix: words.number(pix) }),
  ];
  return parts.filter(Boolean).join(" · ");
}
