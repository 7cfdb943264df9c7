/**
 * What to read: lessons for what was missed, kept for later, done, and all of them by competence. A lesson that is
 * marked stays where it is until the screen is left, so that nothing moves under the finger and a mark can be undone.
 */

import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { usePage } from "../pages";
import { Await } from "../parts/Await";
import { Lesson } from "../parts/Lesson";
import { usePlayer } from "../player";
import type { CompetenceLessons, LessonCard, LessonsMessage } from "../protocol";

type Marked = Record<string, LessonCard>;

export function Lessons(): JSX.Element {
  const page = usePage("lessons", {});
  return <Await page={page}>{(lessons) => <LessonsView lessons={lessons} />}</Await>;
}

export function LessonsView({ lessons }: { lessons: LessonsMessage }): JSX.Element {
  const { words, id } = usePlayer();
  const [marked, setMarked] = useState<Marked>({});
  const changed = (card: LessonCard): void => setMarked((before) => ({ ...before, [card.id]: card }));
  const { recommended, saved, done } = useKept(lessons, marked);
  const list = (cards: LessonCard[], why = false): JSX.Element => (
    <ul class="px-lessons">
      {cards.map((card) => <Lesson key={card.id} card={now(card, marked)} why={why} changed={changed} />)}
    </ul>
  );
  return (
    <article class="px-stack px-loose">
      <header class="px-stack px-tight">
        <h1 id={`${id}-title`} tabIndex={-1}>{words.t("lessons.title")}</h1>
        <p class="px-muted">{words.t("lessons.intro")}</p>
      </header>
      <section class="px-stack px-tight">
        <h2>{words.t("lessons.recommended")}</h2>
        {recommended.length > 0 ? list(recommended, true) : <p class="px-muted">{words.t("lessons.recommended_none")}</p>}
      </section>
      <section class="px-stack px-tight">
        <h2>{words.t("lessons.saved_title")}</h2>
        {saved.length > 0 ? list(saved) : <p class="px-muted">{words.t("lessons.saved_none")}</p>}
      </section>
      {done.length > 0 && (
        <section class="px-stack px-tight">
          <h2>{words.t("lessons.done_title")}</h2>
          {list(done)}
        </section>
      )}
      <section class="px-stack px-tight">
        <h2>{words.t("lessons.all")}</h2>
        {lessons.all.map((group) => <Group key={group.competence} group={group}>{list(group.cards)}</Group>)}
      </section>
    </article>
  );
}

function Group({ group, children }: { group: CompetenceLessons; children: JSX.Element }): JSX.Element {
  const { words } = usePlayer();
  const { competence, name, area, cards } = group;
  return (
    <details class="px-card px-details px-group">
      <summary>
        <i class="px-area" data-area={area} aria-hidden="true" />
        <span class="px-grow"><span class="px-ref">{competence}</span> {name}</span>
        <span class="px-muted px-small">{words.t("lessons.count", { count: cards.length }, cards.length)}</span>
      </summary>
      {children}
    </details>
  );
}

/** A card as it is after the marks made here. */
function now(card: LessonCard, marked: Marked): LessonCard {
  const newer = marked[card.id];
  return newer ? { ...card, saved: newer.saved, done_at: newer.done_at } : card;
}

/** The lists as they were when the screen opened, with what was marked since added; in the language of now. */
function useKept(lessons: LessonsMessage, marked: Marked): Pick<LessonsMessage, "recommended" | "saved" | "done"> {
  const first = useRef(lessons);
  const fresh = new Map(
    [...lessons.all.flatMap((group) => group.cards), ...lessons.done, ...lessons.saved, ...lessons.recommended]
      .map((card) => [card.id, card]),
  );
  if (Object.keys(marked).length === 0) first.current = lessons;
  const kept = (cards: LessonCard[]): LessonCard[] => cards.map((card) => fresh.get(card.id) ?? card);
  const added = (cards: LessonCard[], is: (card: LessonCard) => boolean): LessonCard[] => {
    const here = new Set(cards.map((card) => card.id));
    return [...kept(cards), ...Object.values(marked).filter((card) => is(card) && !here.has(card.id)).map((card) => fresh.get(card.id) ?? card)];
  };
  return {
    recommended: kept(first.current.recommended),
    saved: added(first.current.saved, (card) => card.saved),
    done: added(first.current.done, (card) => card.done_at !== null),
  };
}
