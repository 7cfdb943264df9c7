/**
 * Home: one thing to do next with its reason, what is known so far, a place for a code, and the competences by area.
 */

import type { JSX } from "preact";
import { usePage } from "../pages";
import { Await } from "../parts/Await";
import { CodeForm } from "../parts/CodeForm";
import { CompetenceLink } from "../parts/CompetenceLink";
import { Link } from "../parts/Link";
import { usePlayer } from "../player";
import type { AreaCards, HomeMessage } from "../protocol";
import { suggested } from "../suggestion";

export function Home(): JSX.Element {
  return <Await page={usePage("home", {})}>{(home) => <HomeView home={home} />}</Await>;
}

export function HomeView({ home }: { home: HomeMessage }): JSX.Element {
  const { words } = usePlayer();
  return (
    <article class="px-home">
      <h1 tabIndex={-1}>{home.name ? words.t("home.hello", { name: home.name }) : words.t("home.hello_plain")}</h1>
      <Next home={home} />
      <div class="px-doors">
        <ProfileCard home={home} />
        <CodeForm />
      </div>
      {home.areas.map((area) => <Area key={area.area} area={area} />)}
    </article>
  );
}

/** What to do next: one thing, with its reason. */
function Next({ home }: { home: HomeMessage }): JSX.Element {
  const { words } = usePlayer();
  const { title, why, action, to } = suggested(home.suggestion, words);
  return (
    <section class="px-card px-hero px-next" aria-labelledby="px-next">
      <div class="px-grow px-stack px-tight">
        <p class="px-chip px-chip-accent">{words.t("home.next")}</p>
        <h2 id="px-next">{title}</h2>
        <p class="px-muted">{why}</p>
      </div>
      <Link to={to} class="px-btn px-primary px-big">{action}</Link>
    </section>
  );
}

function ProfileCard({ home }: { home: HomeMessage }): JSX.Element {
  const { words } = usePlayer();
  const { pix, assessed, competences } = home;
  return (
    <Link to="profile" class="px-card px-door">
      <strong class="px-door-title">{words.t("page.profile")}</strong>
      {assessed > 0 && <span class="px-door-figure">{words.number(pix)} <small>pix</small></span>}
      <span class="px-small px-muted">
        {words.t(assessed > 0 ? "home.profile_known" : "home.profile_none", { assessed, competences }, assessed)}
      </span>
    </Link>
  );
}

function Area({ area }: { area: AreaCards }): JSX.Element {
  return (
    <section class="px-area-section">
      <h2 class="px-area-title"><i class="px-area" data-area={area.area} aria-hidden="true" />{area.name}</h2>
      <ul class="px-cards">
        {area.cards.map((card) => <li key={card.standing.competence}><CompetenceLink card={card} /></li>)}
      </ul>
    </section>
  );
}
