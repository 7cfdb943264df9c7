/**
 * Right or not yet, for a whole answer or a part of it: always a shape and a word, never colour alone.
 */

import type { JSX } from "preact";
import type { MessageKey, Words } from "../i18n";
import type { Outcome } from "../protocol";
import { Icon, type IconName } from "./Icon";

const ICONS: Record<Outcome, IconName> = { correct: "check", partial: "half", wrong: "cross", skipped: "arrow" };

export function OutcomeMark({ outcome, words }: { outcome: Outcome; words: Words }): JSX.Element {
  return (
    <span class={`px-outcome px-${outcome}`}>
      <Icon name={ICONS[outcome]} />
      <span>{words.t(`outcome.${outcome}` satisfies MessageKey)}</span>
    </span>
  );
}

/** Says of one part of an answer whether it is right; nothing when that is not known. */
export function Mark({ right, words }: { right: boolean | undefined; words: Words }): JSX.Element | null {
  if (right === undefined) return null;
  return (
    <span class={`px-mark px-${right ? "correct" : "wrong"}`}>
      <Icon name={right ? "check" : "cross"} />
      {words.t(right ? "feedback.part_right" : "feedback.part_wrong")}
    </span>
  );
}
