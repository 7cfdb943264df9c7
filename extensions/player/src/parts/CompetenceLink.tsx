/**
 * One competence on the home screen: where the learner stands in it, and what a click does.
 */

import type { JSX } from "preact";
import type { Words } from "../i18n";
import { usePlayer } from "../player";
import type { CompetenceCard } from "../protocol";
import { pathTo } from "../router";
import { spoken } from "../standing";
import { Band } from "./Band";
import { Link } from "./Link";

export function CompetenceLink({ card }: { card: CompetenceCard }): JSX.Element {
  const { words } = usePlayer();
  const { standing } = card;
  const { title, name } = spoken(standing, words);
  // A level 0 is a start: its name says more than its number.
  const where = standing.state === "range" || standing.level > 0 ? title || name : name;
  return (
    <Link to={pathTo("plan", standing.competence)} class="px-card px-comp">
      <span class="px-small px-muted">{standing.competence}</span>
      <h3 class="px-comp-name">{standing.name}</h3>
      <Band standing={standing} />
      <span class="px-comp-foot px-small">
        <span class="px-muted">{where}</span>
        <span class={`px-comp-act ${card.next === "wait" || card.next === "done" ? "px-muted" : ""}`}>{action(card, words)}</span>
      </span>
    </Link>
  );
}

/** "Commencer", "Améliorer dès le 25 novembre": what is behind the card. */
export function action({ next, improve_on: on }: CompetenceCard, words: Words): string {
  return next === "wait" && on ? words.t("home.wait", { date: words.day(on) }) : words.t(`home.${next}`);
}
