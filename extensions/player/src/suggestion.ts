/**
 * The suggestion of the home screen in words: what to do, why, and where it leads.
 */

import type { Words } from "./i18n";
import type { OpenAttempt, Suggestion } from "./protocol";
import { pathTo } from "./router";

export interface Suggested {
  title: string;
  why: string;
  action: string;
  to: string;
}

/** @param now Today, for "yesterday" and "3 days ago". */
export function suggested(suggestion: Suggestion, words: Words, now = new Date()): Suggested {
  const { reason, title, plan, tutorial, minutes, open } = suggestion;
  const about = minutes > 0 ? words.t("suggest.about", { count: minutes }, minutes) : "";
  const to = tutorial ? pathTo("lesson", tutorial) : plan ? pathTo("plan", plan) : "profile";
  const why = open ? left(open, words, now) : `${words.t(`suggest.${reason}.why`)} ${about}`.trim();
  return { title: words.t(`suggest.${reason}`, { title }), why, action: words.t(`suggest.${reason}.act`), to };
}

/** "Tu en étais à la question 8 hier. Il reste 5 à 9 questions, environ 8 minutes." */
function left({ number, since, low, high, minutes }: OpenAttempt, words: Words, now: Date): string {
  const where = words.t("suggest.where", { number, when: words.ago(since, now) });
  if (high <= 0) return where;
  const range = low > 0 && low < high ? words.t("suggest.range", { low, high }) : String(high);
  const rest = words.t(low > 0 ? "suggest.rest" : "suggest.rest_at_most", { range }, high);
  const about = minutes > 0 ? words.t("suggest.rest_about", { count: minutes }, minutes) : "";
  return `${where} ${rest}${about}.`;
}
