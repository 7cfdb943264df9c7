/**
 * A lesson with what can be done with it: read it, keep it for later, mark it as done. Each mark is its own undo.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Html } from "../html";
import { usePlayer } from "../player";
import type { CallProblem, LessonCard } from "../protocol";
import { pathTo } from "../router";
import { problemOf } from "../transport";
import { Icon } from "./Icon";
import { Link } from "./Link";

interface Props {
  card: LessonCard;
  /** Says why it is on offer. */
  why?: boolean;
  changed(card: LessonCard): void;
}

export function Lesson({ card, why = false, changed }: Props): JSX.Element {
  const { words } = usePlayer();
  const { id, title, minutes, topic, competence, area, missed } = card;
  const about = [words.t("tutorial.minutes", { count: minutes }, minutes), [competence, topic].filter(Boolean).join(" ")];
  return (
    <li class="px-lesson-row">
      <div class="px-grow">
        <h3><Link to={pathTo("lesson", id)} class="px-lesson-link">{title}</Link></h3>
        <p class="px-small px-muted"><i class="px-area" data-area={area} aria-hidden="true" /> {about.filter(Boolean).join(" · ")}</p>
        {why && missed.length > 0 && <Missed titles={missed} />}
      </div>
      <Marks card={card} changed={changed} />
    </li>
  );
}

function Missed({ titles }: { titles: string[] }): JSX.Element {
  const { words } = usePlayer();
  return (
    <div class="px-missed px-small">
      <p>{words.t("lessons.missed", {}, titles.length)}</p>
      <ul>{titles.map((title) => <li key={title}><Html inline html={title} /></li>)}</ul>
    </div>
  );
}

type Mark = "saved" | "done";

interface MarksProps extends Pick<Props, "changed"> {
  card: Pick<LessonCard, "id" | "title" | "saved" | "done_at">;
}

export function Marks({ card, changed }: MarksProps): JSX.Element {
  const { app, words, announce } = usePlayer();
  const [busy, setBusy] = useState<Mark | null>(null);
  const [problem, setProblem] = useState<CallProblem | null>(null);
  const mark = async (name: Mark, value: boolean): Promise<void> => {
    if (busy) return;
    setBusy(name);
    setProblem(null);
    try {
      changed(await app.ask("mark", { tutorial: card.id, lang: words.lang, [name]: value }));
      announce(words.t(`lessons.${name}_${value ? "on" : "off"}`, { title: card.title }));
    } catch (error) {
      setProblem(problemOf(error));
    }
    setBusy(null);
  };
  const toggle = (name: Mark, on: boolean): JSX.Element => (
    <button type="button" class={`px-toggle px-toggle-${name}`} aria-pressed={on} aria-disabled={busy === name} onClick={() => void mark(name, !on)}>
      <Icon name={name === "saved" ? "bookmark" : "check"} />
      {words.t(`lessons.${name}`)}<span class="px-vh"> {card.title}</span>
    </button>
  );
  return (
    <div class="px-marks">
      {toggle("saved", card.saved)}
      {toggle("done", card.done_at !== null)}
      {problem && <p class="px-error-text px-small" role="alert">{words.problem(problem)}</p>}
    </div>
  );
}
