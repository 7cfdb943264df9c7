/**
 * Rows to match, each with a native list of what it can go with.
 */

import type { JSX } from "preact";
import { Html, plainText } from "../html";
import { Mark } from "../parts/Mark";
import { Select } from "../parts/Select";
import type { Raw } from "../protocol";
import { textsOf, type FieldProps, type GivenProps, type Kind } from "./kind";

interface Side {
  id: string;
  html: string;
}

export interface MatchAsk {
  left: Side[];
  right: Side[];
}

/** The answer after row `left` was matched with `right`; an empty text takes the match away. */
export function pair(raw: Raw | null, left: string, right: string): Raw {
  const pairs = { ...textsOf(raw, "pairs"), [left]: right };
  return { pairs: Object.fromEntries(Object.entries(pairs).filter(([, chosen]) => chosen)) };
}

function Field({ ask, raw, write, words, id, titleId, errorId }: FieldProps<MatchAsk>): JSX.Element {
  const pairs = textsOf(raw, "pairs");
  const choose = (left: string, right: string): void => write((now) => pair(now, left, right));
  const options = ask.right.map((side) => [side.id, plainText(side.html)] as const);
  const missing = ask.left.some((row) => !pairs[row.id]);
  return (
    <div class="px-field" role="group" aria-labelledby={`${titleId} ${id}-hint`} aria-describedby={errorId}>
      <p class="px-hint" id={`${id}-hint`}>{words.t("kind.match.hint")}</p>
      <div class="px-match">
        {ask.left.map((row) => (
          <div key={row.id} class="px-match-row">
            <label for={`${id}-${row.id}`}><Html inline html={row.html} /></label>
            <Select
              id={`${id}-${row.id}`}
              class="px-input"
              options={options}
              value={pairs[row.id] ?? ""}
              nothing={words.t("kind.match.choose")}
              aria-invalid={errorId && (!missing || !pairs[row.id]) ? true : undefined}
              choose={(right) => choose(row.id, right)}
            />
          </div>
        ))}
      </div>
    </div>
  );
}

function Given({ ask, given, detail, words }: GivenProps<MatchAsk>): JSX.Element {
  const pairs = textsOf(given, "pairs");
  const right = (id: string | undefined): string =>
    ask.right.find((side) => side.id === id)?.html ?? words.t("kind.match.none");
  return (
    <ul class="px-plain">
      {ask.left.map((row) => (
        <li key={row.id}>
          <Html inline html={row.html} /> <span class="px-muted">→</span>{" "}
          <span class="px-said"><Html inline html={right(pairs[row.id])} /><Mark right={detail?.[row.id]} words={words} /></span>
        </li>
      ))}
    </ul>
  );
}

export const match: Kind<MatchAsk> = { Field, Given, empty: () => ({ pairs: {} }) };
