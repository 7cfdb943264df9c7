/**
 * A number, sent as it was typed: the assessor reads commas, points, spaces and the unit.
 */

import type { JSX } from "preact";
import { textOf, type FieldProps, type GivenProps, type Kind } from "./kind";

export interface NumberAsk {
  label: string;
  unit: string;
}

function Field({ ask, raw, write, words, id, titleId, errorId }: FieldProps<NumberAsk>): JSX.Element {
  const hint = ask.unit ? words.t("kind.number.in_unit", { unit: ask.unit }) : words.t("kind.number.hint");
  const say = (text: string): void => write(() => ({ text }));
  return (
    <div class="px-field">
      <label class="px-label" for={`${id}-number`}>{ask.label || words.t("question.answer")}</label>
      <p class="px-hint" id={`${id}-hint`}>{hint}</p>
      <span class="px-with-unit">
        <input
          id={`${id}-number`}
          class="px-input px-short"
          type="text"
          inputmode="decimal"
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
