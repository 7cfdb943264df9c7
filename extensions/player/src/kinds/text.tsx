/**
 * A short text on one line, or a long one in a box.
 */

import type { JSX, TargetedInputEvent } from "preact";
import { textOf, type FieldProps, type GivenProps, type Kind } from "./kind";

export interface TextAsk {
  label: string;
  size: "short" | "long";
  /** Most characters that may be sent. */
  max: number;
}

function Field({ ask, raw, write, words, id, titleId, errorId }: FieldProps<TextAsk>): JSX.Element {
  const long = ask.size === "long";
  const hint = long && ask.max ? `${id}-hint` : undefined;
  const say = (text: string): void => write(() => ({ text }));
  const common = {
    id: `${id}-text`,
    class: "px-input",
    value: textOf(raw, "text"),
    autocomplete: "off",
    spellcheck: false,
    "aria-labelledby": ask.label ? undefined : titleId,
    "aria-describedby": [hint, errorId].filter(Boolean).join(" ") || undefined,
    "aria-invalid": errorId ? true : undefined,
    onInput: (event: TargetedInputEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      say(event.currentTarget.value),
  };
  return (
    <div class="px-field">
      <label class="px-label" for={common.id}>{ask.label || words.t("question.answer")}</label>
      {hint && <p class="px-hint" id={hint}>{words.t("kind.text.long", { max: words.number(ask.max) })}</p>}
      {long ? <textarea {...common} rows={5} /> : <input {...common} type="text" autocapitalize="off" />}
    </div>
  );
}

function Given({ given }: GivenProps<TextAsk>): JSX.Element {
  return <p class="px-said px-pre">{textOf(given, "text")}</p>;
}

export const text: Kind<TextAsk> = {
  Field,
  Given,
  empty: () => ({ text: "" }),
  values: (ask, words) => ({ max: words.number(ask.max) }),
};
