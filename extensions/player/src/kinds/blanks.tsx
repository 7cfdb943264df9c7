/**
 * Blanks to fill in, inside a sentence where the author marked their places, else one under the other.
 */

import type { JSX } from "preact";
import { fromHtml } from "../html";
import { Mark } from "../parts/Mark";
import { Select } from "../parts/Select";
import type { Raw } from "../protocol";
import { textsOf, type FieldProps, type GivenProps, type Kind } from "./kind";

interface Blank {
  id: string;
  label: string;
  kind: "text" | "number" | "options";
  options?: string[];
  unit?: string;
}

export interface BlanksAsk {
  /** HTML with `<span data-blank="id"></span>` marks; empty for a plain list. */
  text: string;
  blanks: Blank[];
  interchangeable: boolean;
}

/** Characters a blank in a sentence has room for at first, whatever goes there. */
const LEAST = 12;

/** The answer after blank `id` got `value`. */
export function fill(raw: Raw | null, id: string, value: string): Raw {
  return { blanks: { ...textsOf(raw, "blanks"), [id]: value } };
}

function empty(ask: BlanksAsk): Raw {
  return { blanks: Object.fromEntries(ask.blanks.map((blank) => [blank.id, ""])) };
}

/** The sentence with something in the place of each blank; blanks without a mark come as `rest`. */
function laidOut(ask: BlanksAsk, put: (blank: Blank) => JSX.Element): { sentence: unknown; rest: Blank[] } {
  const placed = new Set<string>();
  const sentence = ask.text && fromHtml(ask.text, (element) => {
    const blank = ask.blanks.find((each) => each.id === element.getAttribute("data-blank"));
    if (!blank) return undefined;
    placed.add(blank.id);
    return put(blank);
  });
  return { sentence, rest: ask.blanks.filter((blank) => !placed.has(blank.id)) };
}

function Field(props: FieldProps<BlanksAsk>): JSX.Element {
  const { ask, words, id, titleId, errorId } = props;
  const { sentence, rest } = laidOut(ask, (blank) => <Entry key={blank.id} {...props} blank={blank} named />);
  return (
    <div class="px-field" role="group" aria-labelledby={`${titleId} ${id}-hint`} aria-describedby={errorId}>
      <p class="px-hint" id={`${id}-hint`}>
        {words.t(ask.interchangeable ? "kind.blanks.any_order" : "kind.blanks.hint")}
      </p>
      {sentence ? <div class="px-sentence px-rich">{sentence as JSX.Element}</div> : null}
      {rest.map((blank) => (
        <div key={blank.id} class="px-blank-row" data-kind={blank.kind}>
          <label for={`${id}-${blank.id}`}>{blank.label}</label>
          <Entry {...props} blank={blank} named={false} />
        </div>
      ))}
    </div>
  );
}

type EntryProps = FieldProps<BlanksAsk> & { blank: Blank; named: boolean };

function Entry({ ask, blank, raw, write, words, id, errorId, named }: EntryProps): JSX.Element {
  const value = textsOf(raw, "blanks")[blank.id] ?? "";
  const common = {
    id: `${id}-${blank.id}`,
    class: "px-input px-blank",
    "aria-label": named ? [blank.label, blank.unit].filter(Boolean).join(", ") : undefined,
    // Only what is still empty is to be mended; with nothing empty, all of it.
    "aria-invalid": errorId && (!value || allFilled(ask, raw)) ? true : undefined,
  };
  const fillIn = (text: string): void => write((now) => fill(now, blank.id, text));
  if (blank.kind === "options") {
    return (
      <Select
        {...common}
        options={blank.options?.map((option) => [option, option] as const) ?? []}
        value={value}
        nothing={words.t("kind.blanks.choose")}
        choose={fillIn}
      />
    );
  }
  return (
    <span class="px-entry">
      <input
        {...common}
        value={value}
        // Inside a sentence a blank grows with what is typed into it.
        size={Math.max(LEAST, value.length + 1)}
        type="text"
        inputmode={blank.kind === "number" ? "decimal" : "text"}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        onInput={(event) => fillIn(event.currentTarget.value)}
      />
      {blank.unit && <span class="px-unit" aria-hidden="true">{blank.unit}</span>}
    </span>
  );
}

function allFilled(ask: BlanksAsk, raw: Raw | null): boolean {
  const values = textsOf(raw, "blanks");
  return ask.blanks.every((blank) => values[blank.id]);
}

function Given({ ask, given, detail, words }: GivenProps<BlanksAsk>): JSX.Element {
  const values = textsOf(given, "blanks");
  const said = (blank: Blank): JSX.Element => (
    <span key={blank.id} class="px-said">
      {values[blank.id]}{blank.unit && `\u00a0${blank.unit}`}
      <Mark right={detail?.[blank.id]} words={words} />
    </span>
  );
  const { sentence, rest } = laidOut(ask, said);
  return (
    <div class="px-stack px-tight">
      {sentence ? <div class="px-rich">{sentence as JSX.Element}</div> : null}
      {rest.map((blank) => <p key={blank.id}><span class="px-muted">{blank.label}</span> {said(blank)}</p>)}
    </div>
  );
}

export const blanks: Kind<BlanksAsk> = { Field, Given, empty };
