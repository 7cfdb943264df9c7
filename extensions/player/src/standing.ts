/**
 * What a standing says in words: a level with its name, a range, or that nothing is known yet.
 */

import { tenths } from "./dates";
import type { Words } from "./i18n";
import type { Standing } from "./protocol";

/** A short title and what stands beside it: "Niveau 3" and "Indépendant". */
export interface Spoken {
  title: string;
  name: string;
}

export function spoken(standing: Standing, words: Words): Spoken {
  const { state, level, level_name: name, low, high, max_level: max } = standing;
  if (state === "unassessed") return { title: "", name: words.t("profile.unassessed") };
  if (state === "range") return { title: rangeWords(low, high, max, words), name: "" };
  return { title: words.t("end.level", { level }), name: level === 0 ? words.t("profile.level_zero") : name };
}

/** How much of the next square is full, 0–1. */
export function share({ ahead, pix_per_level: per }: Pick<Standing, "ahead" | "pix_per_level">): number {
  return per > 0 ? Math.min(1, Math.max(0, ahead / per)) : 0;
}

/** "Entre les niveaux 1 et 3"; both ends are levels that would be reached there. */
export function rangeWords(low: number, high: number, max: number, words: Words): string {
  const from = Math.min(max, Math.max(0, Math.floor(low)));
  const to = Math.min(max, Math.max(from, Math.floor(high)));
  if (to === 0) return words.t("profile.range_below");
  if (from === to) return words.t("profile.range_one", { level: to });
  return from === 0 ? words.t("profile.range_up_to", { level: to }) : words.t("profile.range", { from, to });
}

/** The margin for those who do not see the line under the squares. */
export function marginWords({ low, high, max_level: max }: Standing, words: Words): string {
  return words.t("profile.margin", { low: tenths(words.lang, low), high: tenths(words.lang, high), max });
}

/** What the level means, and what it rests on: one sentence each. */
export function meaning(standing: Standing, words: Words): string[] {
  const { state, level, level_meaning: said, reachable_level: reachable } = standing;
  const about = state === "unassessed" ? words.t("profile.unassessed_meaning")
    : state === "range" ? words.t("profile.range_meaning")
      : said || (level === 0 ? words.t("profile.level_zero_meaning") : "");
  const today = words.t(reachable > 0 ? "start.reachable" : "profile.unreachable", { level: reachable });
  return [about, ...ground(standing, words), today].filter(Boolean);
}

function ground(standing: Standing, words: Words): string[] {
  const { state, answers, assessed_at: at, pix, ahead, level, pix_per_level: total, reachable_level: reachable } = standing;
  if (state === "unassessed") return [];
  const earned = words.t("profile.pix_here", { pix: words.number(pix) });
  const towards = state === "level" && level < reachable
    ? words.t("profile.ahead", { ahead: words.number(ahead), total: words.number(total), level: level + 1 }) : "";
  const counted = words.t("profile.answers_here", { count: words.number(answers) }, answers);
  const when = at ? words.t("profile.last_answer", { date: words.date(at) }) : "";
  return [`${earned}${towards}.`, `${counted}${when}.`];
}
