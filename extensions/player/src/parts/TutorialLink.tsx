/**
 * The card of a lesson on offer. Reading it opens it over the screen; Back returns to this very button.
 */

import type { JSX } from "preact";
import { usePlayer } from "../player";
import type { TutorialCard } from "../protocol";

interface Props {
  card: TutorialCard;
  /** "Pour aller plus loin : …" in front of the title. */
  further?: boolean;
}

export function TutorialLink({ card, further = false }: Props): JSX.Element {
  const { session, state, words } = usePlayer();
  const Title = further ? "h2" : "h3";
  return (
    <section class="px-card px-lesson">
      <div class="px-grow px-stack px-tight">
        <Title>{further ? words.t("feedback.tutorial", { title: card.title }) : card.title}</Title>
        <p class="px-muted">
          {[words.t("tutorial.minutes", { count: card.minutes }, card.minutes), card.topic].filter(Boolean).join(" · ")}
        </p>
      </div>
      <button
        type="button"
        class="px-btn px-plain-btn"
        data-lesson={card.id}
        aria-disabled={state.busy === "tutorial"}
        onClick={() => void session.read(card.id)}
      >
        <span aria-hidden="true">{words.t("tutorial.read")}</span>
        <span class="px-vh">{words.t("tutorial.read_title", { title: card.title })}</span>
      </button>
    </section>
  );
}
