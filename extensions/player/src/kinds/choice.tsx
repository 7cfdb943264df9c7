/**
 * One or several options to tick. None is ticked beforehand; the whole row can be clicked.
 */

import type { JSX } from "preact";
import { optionsAlike, saidAloud } from "../emphasis";
import { Html } from "../html";
import type { Words } from "../i18n";
import { Mark } from "../parts/Mark";
import type { Raw } from "../protocol";
import { idsOf, type FieldProps, type GivenProps, type Kind } from "./kind";

interface Option {
  id: string;
  html: string;
}

export interface ChoiceAsk {
  several: boolean;
  options: Option[];
}

/** The answer after option `id` was clicked. */
export function choose(ask: ChoiceAsk, raw: Raw | null, id: string): Raw {
  if (!ask.several) return { choices: [id] };
  const before = idsOf(raw, "choices");
  const ticked = (option: Option): boolean => (option.id === id) !== before.includes(option.id);
  return { choices: ask.options.filter(ticked).map((option) => option.id) };
}

function Field({ ask, raw, write, words, id, titleId, errorId }: FieldProps<ChoiceAsk>): JSX.Element {
  const chosen = idsOf(raw, "choices");
  const byDigit = (event: KeyboardEvent): void => {
    const option = /^[1-9]$/.test(event.key) ? ask.options[Number(event.key) - 1] : undefined;
    if (!option || event.ctrlKey || event.altKey || event.metaKey) return;
    write((now) => choose(ask, now, option.id));
    document.getElementById(`${id}-${option.id}`)?.focus();
  };
  return (
    <fieldset class="px-options" aria-labelledby={`${titleId} ${id}-hint`} aria-describedby={errorId} onKeyDown={byDigit}>
      <p class="px-hint" id={`${id}-hint`}>{words.t(ask.several ? "kind.choice.several" : "kind.choice.one")}</p>
      {ask.options.map((option) => (
        <label key={option.id} class="px-option">
          <input
            type={ask.several ? "checkbox" : "radio"}
            id={`${id}-${option.id}`}
            name={id}
            checked={chosen.includes(option.id)}
            aria-invalid={errorId ? true : undefined}
            onChange={() => write((now) => choose(ask, now, option.id))}
          />
          <Html inline html={spoken(ask, option, words)} />
        </label>
      ))}
    </fieldset>
  );
}

/** Its text; where options differ only in their emphasis, screen readers hear the emphasis. */
function spoken(ask: ChoiceAsk, option: Option, words: Words): string {
  return optionsAlike(ask) ? saidAloud(option.html, words) : option.html;
}

/** What was ticked, each with its mark, then the right ones that were not. */
function Given({ ask, given, detail, words }: GivenProps<ChoiceAsk>): JSX.Element {
  const chosen = idsOf(given, "choices");
  const missed = ask.options.filter((option) => detail?.[option.id] === false && !chosen.includes(option.id));
  return (
    <>
      <ul class="px-plain">
        {ask.options.filter((option) => chosen.includes(option.id)).map((option) => (
          <li key={option.id}>
            <Html inline html={spoken(ask, option, words)} /><Mark right={detail?.[option.id]} words={words} />
          </li>
        ))}
      </ul>
      {missed.length > 0 && (
        <>
          <p class="px-small px-muted px-missing">{words.t("feedback.missed")}</p>
          <ul class="px-plain">
            {missed.map((option) => <li key={option.id}><Html inline html={spoken(ask, option, words)} /></li>)}
          </ul>
        </>
      )}
    </>
  );
}

export const choice: Kind<ChoiceAsk> = { Field, Given, empty: () => ({ choices: [] }) };
