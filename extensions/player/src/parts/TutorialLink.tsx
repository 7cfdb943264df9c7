/**
 * The card of a lesson on offer. Back returns from it to this very link.
 */

import type { JSX } from "preact";
import { usePlayer } from "../player";
import type { TutorialCard } from "../protocol";
import { pathTo } from "../router";
import { Link } from "./Link";

interface Props {
  card: TutorialCard;
  /** "Pour aller plus loin : …" in front of the title. */
  further?: boolean;
}

export function TutorialLink({ card, further = false }: Props): JSX.Element {
  const { words } = usePlayer();
  const Title = further ? "h2" : "h3";
  return (
    <section class="px-card px-lesson">
      <div class="px-grow px-stack px-tight">
        <Title>{further ? words.t("feedback.tutorial", { title: card.title }) : card.title}</Title>
        <p class="px-muted">
          {[words.t("tutorial.minutes", { count: card.minutes }, card.minutes), card.topic].filter(Boolean).join(" · ")}
        </p>
      </div>
      <Link to={pathTo("lesson", card.id)} class="px-btn px-plain-btn" label={words.t("tutorial.read_title", { title: card.title })}>
        {words.t("tutorial.read")}
      </Link>
    </section>
  );
}
