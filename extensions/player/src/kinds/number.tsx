/**
 * A number, sent as it was typed: the assessor reads commas, points, spaces and the unit.
 */

import type { JSX } from "preact";
import type { Words } from "../i18n";
import { textOf, type FieldProps, type GivenProps, type Kind } from "./kind";

export interface NumberAsk {
  label: string;
  unit: string;
  /** Most decimals of the answer, where the author says so. */
  decimals?: number;
}

/** What is to be typed: as much of it as is known. */
function hintOf({ unit, decimals }: NumberAsk, words: Words): string {
  if (unit) return words.t("kind.number.in_unit", { unit });
  if (decimals === undefined) return words.t("kind.number.hint");
  return words.t(decimals > 0 ? "kind.number.decimals" : "kind.number.whole");
}

function Field({ ask, raw, write, words, id, titleId, errorId }: FieldProps<NumberAsk>): JSX.Element {
  const say = (text: string): void => write(() => ({ text }));
  return (
    <div class="px-field">
      <label class="px-label" for={`${id}-number`}>{ask.label || words.t("question.answer")}</label>
      <p class="px-hint" id={`${id}-hint`}>{hintOf(ask, words)}</p>
      <span class="px-with-unit">
        <input
          id={`${id}-number`}
          class="px-input px-short"
          type="text"
          inputmode={ask.decimals === 0 ? "numeric" : "decimal"}
          autocomplete="off"
          value={textOf(raw, "text")}
          aria-labelledby={ask.label ? undefined : titleId}
          aria-describedby={[`${id}-hint`, errorId].filter(Boolean).join(" ")}
          aria-invalid={errorId ? true : undefined}
          onInput={(event) => say(event.currentTarget.value)}
        />
        {ask.unit && <span aria-hidden="true">{ask.unit}</span>}
      </span>
    </div>
  );
}

function Given({ ask, given }: GivenProps<NumberAsk>): JSX.Element {
  const typed = textOf(given, "text");
  const unit = ask.unit && !typed.endsWith(ask.unit) ? `\u00a0${ask.unit}` : "";
  return <p class="px-said">{typed}{unit}</p>;
}

export const number: Kind<NumberAsk> = { Field, Given, empty: () => ({ text: "" }) };
