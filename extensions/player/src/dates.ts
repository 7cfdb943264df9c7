/**
 * Dates of the reading screens, shorter or longer than those of `i18n.ts`, in the learner's language.
 */

import type { Lang } from "./protocol";

const DAY = 86_400_000;

function moment(lang: Lang, iso: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(lang === "fr" ? "fr-FR" : "en-GB", options).format(new Date(iso));
}

/** "novembre 2026": the heading of a month, and what its attempts are grouped by. */
export function month(lang: Lang, iso: string): string {
  const text = moment(lang, iso, { month: "long", year: "numeric" });
  return text.charAt(0).toLocaleUpperCase(lang) + text.slice(1);
}

/** "sam. 21 nov.": a day inside a month that is named above. */
export function shortDay(lang: Lang, iso: string): string {
  return moment(lang, iso, { weekday: "short", day: "numeric", month: "short" });
}

/** The shortest name for a moment that still tells it from others within `span` milliseconds. */
export function axisDate(lang: Lang, iso: string, span: number): string {
  if (span < 2 * DAY) return moment(lang, iso, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  if (span < 300 * DAY) return moment(lang, iso, { day: "numeric", month: "short" });
  return moment(lang, iso, { month: "short", year: "numeric" });
}

/** One number with one decimal at most, such as "2,5". */
export function tenths(lang: Lang, value: number): string {
  return new Intl.NumberFormat(lang === "fr" ? "fr-FR" : "en-GB", { maximumFractionDigits: 1 }).format(value);
}
