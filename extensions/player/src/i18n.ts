/**
 * Sentences, plurals, dates, numbers and sizes in the learner's language.
 */

import en from "./messages/en.json";
import fr from "./messages/fr.json";
import type { CallProblem, Json, Lang } from "./protocol";

export type MessageKey = keyof typeof fr;
type Sentence = string | { one: string; other: string };
type Values = Record<string, Json | undefined>;

export const MESSAGES: Record<Lang, Record<string, Sentence>> = { fr, en };

export interface Words {
  readonly lang: Lang;
  /** The sentence `key`, its `{places}` filled in; `count` chooses between one and several. */
  t(key: MessageKey, values?: Values, count?: number): string;
  /** The sentence of a problem's code, or of the nearest broader code that has one. */
  problem(problem: CallProblem, values?: Values): string;
  /** A file size, such as "9 ko". */
  size(bytes: number): string;
  number(value: number): string;
  /** A time of day with seconds, such as "10:42:07". */
  clock(iso: string): string;
  time(iso: string): string;
  date(iso: string): string;
  /** A day of this time of the year, such as "25 novembre". */
  day(iso: string): string;
  /** How long ago, in days: "hier", "il y a 3 jours"; a date when it is long ago. */
  ago(iso: string, now?: Date): string;
  list(items: string[]): string;
}

export function words(lang: Lang): Words {
  const locale = lang === "fr" ? "fr-FR" : "en-GB";
  const plural = new Intl.PluralRules(locale);
  const moment = (iso: string, options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locale, options).format(new Date(iso));
  const number = (value: number, options?: Intl.NumberFormatOptions): string =>
    new Intl.NumberFormat(locale, options).format(value);

  const t = (key: MessageKey, values: Values = {}, count = 2): string => {
    const sentence = MESSAGES[lang][key];
    if (sentence === undefined) return key;
    const form = plural.select(count) === "one" ? "one" : "other";
    return filled(typeof sentence === "string" ? sentence : sentence[form], values);
  };

  return {
    lang,
    t,
    problem: ({ code, params }, values = {}) => {
      const said = { ...values, ...spoken(params) };
      const date = typeof params.date === "string" ? { date: moment(params.date, { day: "numeric", month: "long" }) } : {};
      return t(problemKey(code), { ...said, ...date }, typeof params.seconds === "number" ? params.seconds : undefined);
    },
    size: (bytes) => readableSize(bytes, number),
    number,
    clock: (iso) => moment(iso, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" }),
    time: (iso) => moment(iso, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
    date: (iso) => moment(iso, { day: "numeric", month: "long", year: "numeric" }),
    day: (iso) => moment(iso, { day: "numeric", month: "long" }),
    ago: (iso, now = new Date()) => {
      const days = daysBetween(new Date(iso), now);
      if (days > LONG_AGO) return t("date.on", { date: moment(iso, { day: "numeric", month: "long", year: "numeric" }) });
      return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(-days, "day");
    },
    list: (items) => new Intl.ListFormat(locale, { type: "conjunction" }).format(items),
  };
}

/** Days after which a date says more than their number. */
const LONG_AGO = 30;

/** Calendar days from one moment to another, where the learner is; never negative. */
function daysBetween(from: Date, to: Date): number {
  const day = (at: Date): number => Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()) / 86_400_000;
  return Math.max(0, day(to) - day(from));
}

/** The language a wish such as "fr-FR" asks for; French otherwise, the language of the framework. */
export function language(wish: unknown): Lang {
  return typeof wish === "string" && wish.toLowerCase().startsWith("en") ? "en" : "fr";
}

/** "store.busy.x" → "error.store.busy" → "error.store" → "error.internal": the first that exists. */
function problemKey(code: string): MessageKey {
  const parts = code.split(".");
  for (let size = parts.length; size > 0; size--) {
    const key = `error.${parts.slice(0, size).join(".")}`;
    if (key in MESSAGES.fr) return key as MessageKey;
  }
  return "error.internal";
}

function filled(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name];
    return value === undefined || value === null ? place : String(value);
  });
}

/** Lists come as arrays: they are read as "a, b, c". */
function spoken(params: Record<string, Json>): Values {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]),
  );
}

function readableSize(bytes: number, number: (value: number, options: Intl.NumberFormatOptions) => string): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"];
  const power = Math.min(units.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  const maximumFractionDigits = power > 1 && value < 10 ? 1 : 0;
  const unitDisplay = power === 0 ? "long" : "short";
  const size = number(value, { style: "unit", unit: units[power]!, unitDisplay, maximumFractionDigits });
  // Some data sets put a narrow space there, too narrow to be seen beside a figure.
  return size.replace(/[\u202f ]/g, "\u00a0");
}
