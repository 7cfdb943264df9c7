/**
 * What every answer kind gives the player: a field to answer in, the empty answer, and the answer recalled.
 */

import type { ComponentType } from "preact";
import type { Words } from "../i18n";
import type { CallProblem, Json, Raw } from "../protocol";

export interface FieldProps<Ask = Raw> {
  ask: Ask;
  /** The answer so far; null as long as nothing was touched. */
  raw: Raw | null;
  /** Changes the answer from what it is at that moment. */
  write(change: (raw: Raw | null) => Raw): void;
  words: Words;
  /** Prefix for the ids of this field's elements. */
  id: string;
  /** Id of the question's heading, which names the field. */
  titleId: string;
  /** Id of the sentence that says why the answer was handed back, when it was. */
  errorId: string | undefined;
  /** Says something to screen readers. */
  announce(text: string): void;
  upload: File | null;
  attach(file: File | null): void;
  /** Hands an answer back at once, for what can be seen here. */
  refuse(problem: CallProblem): void;
}

export interface GivenProps<Ask = Raw> {
  ask: Ask;
  given: Raw;
  detail: Record<string, boolean> | null;
  words: Words;
}

export interface Kind<Ask = any> {
  Field: ComponentType<FieldProps<Ask>>;
  Given: ComponentType<GivenProps<Ask>>;
  /** What is sent when nothing was filled in; the assessor hands it back. */
  empty(ask: Ask): Raw;
  /** What the sentences about a refused answer may name. */
  values?(ask: Ask, words: Words): Record<string, Json>;
}

/** A piece of an answer that is a map of texts, such as `blanks` or `pairs`. */
export function textsOf(raw: Raw | null, name: string): Record<string, string> {
  const value = raw?.[name];
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([id, text]) => [id, String(text ?? "")]));
}

/** A piece of an answer that is a list of ids, such as `choices` or `order`. */
export function idsOf(raw: Raw | null, name: string): string[] {
  const value = raw?.[name];
  return Array.isArray(value) ? value.map(String) : [];
}

/** A piece of an answer that is one text. */
export function textOf(raw: Raw | null, name: string): string {
  const value = raw?.[name];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
