/**
 * All attempts, newest first, by month. Practice stands apart: it never moves a positioning.
 */

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { month, shortDay } from "../dates";
import { usePage } from "../pages";
import { Await } from "../parts/Await";
import { Link } from "../parts/Link";
import { Segments } from "../parts/Segments";
import { planName, usePlayer } from "../player";
import type { AttemptSummary, HistoryMessage, Lang } from "../protocol";
import { pathTo } from "../router";
import { attemptWords, kindWords, levelWords } from "../attempt";

type Shown = "all" | "measured" | "practice";
/** Attempts shown at first, and each time more are asked for. */
const MANY = 40;

export function History(): JSX.Element {
  const page = usePage("history", {});
  return <Await page={page}>{(history) => <HistoryView history={history} />}</Await>;
}

export function HistoryView({ history: { attempts } }: { history: HistoryMessage }): JSX.Element {
  const { words, id } = usePlayer();
  const [shown, show] = useState<Shown>("all");
  const [most, more] = useState(MANY);
  const chosen = attempts.filter((each) => shown === "all" || (each.purpose === "practice") === (shown === "practice"));
  const mixed = attempts.some((each) => each.purpose === "practice") && attempts.some((each) => each.purpose !== "practice");
  const left = chosen.length - most;
  return (
    <article class="px-stack">
      <header class="px-stack px-tight">
        <h1 id={`${id}-title`} tabIndex={-1}>{words.t("history.title")}</h1>
        {attempts.length > 0 && <p class="px-muted">{words.t("history.intro")}</p>}
      </header>
      {attempts.length === 0 && <Empty />}
      {mixed && (
        <Segments label={words.t("history.filter")} value={shown} choose={show} options={[
          ["all", words.t("history.all")], ["measured", words.t("history.measured")], ["practice", words.t("history.practice")],
        ]} />
      )}
      {byMonth(chosen.slice(0, most), words.lang).map(([name, group]) => (
        <section key={name} class="px-stack px-tight">
          <h2>{name}</h2>
          <ul class="px-attempts">{group.map((each) => <Attempt key={each.attempt} summary={each} />)}</ul>
        </section>
      ))}
      {left > 0 && (
        <div><button type="button" class="px-btn px-plain-btn" onClick={() => more(most + MANY)}>
          {words.t("history.more", { count: words.number(left) }, left)}
        </button></div>
      )}
    </article>
  );
}

function Empty(): JSX.Element {
  const { words } = usePlayer();
  return (
    <div class="px-card px-stack px-tight">
      <p>{words.t("history.empty")}</p>
      <div><Link to="home" class="px-btn px-primary">{words.t("profile.choose")}</Link></div>
    </div>
  );
}

function Attempt({ summary }: { summary: AttemptSummary }): JSX.Element {
  const { words } = usePlayer();
  const { attempt, plan, purpose, area, started_at: at, finished_at: finished, answers, competence } = summary;
  const kind = kindWords(summary, words);
  const name = planName(summary);
  const practice = purpose === "practice";
  const open = finished === null;
  const level = levelWords(summary, words);
  return (
    <li class={`px-attempt ${practice ? "px-attempt-practice" : ""}`}>
      <i class="px-area" data-area={area} aria-hidden="true" />
      <div class="px-grow">
        <h3>{name} {kind && <span class="px-chip">{kind}</span>}</h3>
        <p class="px-small px-muted">
          <time dateTime={finished ?? at}>{shortDay(words.lang, finished ?? at)}, {words.time(finished ?? at)}</time>
          {" · "}{attemptWords(summary, words)}
        </p>
      </div>
      {level && <p class="px-attempt-level">{level}</p>}
      <div class="px-attempt-ways">
        {open && !practice && (
          <Link to={pathTo("plan", competence && purpose === "positioning" ? competence : plan)} class="px-btn px-primary">
            {words.t("start.resume")}<span class="px-vh"> {name}</span>
          </Link>
        )}
        {open && practice && (
          <Link to={pathTo("plan", plan)} class="px-btn px-plain-btn">{words.t("history.train")}<span class="px-vh"> {name}</span></Link>
        )}
        {answers > 0 && (
          <Link to={pathTo("review", attempt)} class="px-btn px-plain-btn">
            {words.t("history.review")}<span class="px-vh"> {name}, {words.date(finished ?? at)}</span>
          </Link>
        )}
      </div>
    </li>
  );
}

/** Attempts under the name of the month in which they were ended, or begun when they are open. */
export function byMonth(attempts: AttemptSummary[], lang: Lang): [string, AttemptSummary[]][] {
  const groups = new Map<string, AttemptSummary[]>();
  for (const each of attempts) {
    const name = month(lang, each.finished_at ?? each.started_at);
    groups.set(name, [...(groups.get(name) ?? []), each]);
  }
  return [...groups];
}
