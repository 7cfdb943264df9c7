/**
 * Before an attempt: what it is, how it goes, what its result is worth. Also where one comes back to after quitting.
 */

import type { JSX } from "preact";
import { Icon, type IconName } from "../parts/Icon";
import { bareTitle, usePlayer } from "../player";
import type { View } from "../protocol";
import type { Words } from "../i18n";

export function Start({ view }: { view: View }): JSX.Element {
  const { words, id } = usePlayer();
  const { plan } = view;
  return (
    <article class="px-stack px-loose">
      <header class="px-card px-hero px-stack px-tight">
        <p class="px-kicker">
          {plan.area > 0 && <i class="px-area" data-area={plan.area} aria-hidden="true" />}
          {plan.competence ? words.t("start.kicker", { code: plan.competence }) : words.t("start.kicker_plain")}
        </p>
        <h1 id={`${id}-title`} tabIndex={-1}>{bareTitle(plan)}</h1>
        {plan.description && <p class="px-lead">{plan.description}</p>}
        <Doors view={view} />
      </header>
      <section class="px-stack px-tight">
        <h2>{words.t("start.how")}</h2>
        <ul class="px-facts">
          {facts(view, words).map(([icon, text]) => <li key={icon}><Icon name={icon} /><span>{text}</span></li>)}
        </ul>
      </section>
      <Trust view={view} />
    </article>
  );
}

export function Trust({ view }: { view: View }): JSX.Element {
  const { words } = usePlayer();
  return (
    <section class="px-trust px-small">
      <Icon name="shield" />
      <div><h2>{words.t("trust.title")}</h2><p>{words.t(`trust.${view.trust}`)}</p></div>
    </section>
  );
}

/** The way in: begin, or go on with what is open or finished. */
function Doors({ view }: { view: View }): JSX.Element {
  const { session, state, words } = usePlayer();
  const busy = state.busy === "start" || state.busy === "view";
  const begin = (label: string, kind: string): JSX.Element => (
    <button type="button" class={`px-btn ${kind}`} aria-disabled={busy} onClick={() => void session.begin()}>
      {state.busy === "start" ? words.t("start.beginning") : label}
    </button>
  );
  if (view.screen === "start") return <div class="px-row">{begin(words.t("start.begin"), "px-primary px-big")}</div>;
  const over = view.screen === "end";
  const number = view.progress.number;
  const where = view.screen === "question" ? "start.resume_text" : "start.resume_after";
  return (
    <div class="px-stack px-tight">
      <p>
        <strong>{words.t(over ? "start.done_title" : "start.resume_title")}</strong><br />
        {over ? words.t("start.done_text") : words.t(where, { number })}
      </p>
      <div class="px-row">
        <button type="button" class="px-btn px-primary px-big" aria-disabled={busy} onClick={() => void session.resume()}>
          {words.t(over ? "start.see_result" : "start.resume")}
        </button>
        {over && begin(words.t("end.again"), "px-plain-btn px-big")}
      </div>
    </div>
  );
}

function facts(view: View, words: Words): [IconName, string][] {
  const { plan } = view;
  return [
    ["dots", `${howMany(view, words)} ${words.t("start.adapts")}`],
    ["chat", words.t(plan.feedback ? "start.feedback" : "start.no_feedback")],
    ["disk", words.t("start.saved")],
    ["steps", words.t("start.reachable", { level: plan.reachable_level })],
  ];
}

/** "De 10 à 20 questions environ": a range before the attempt, no total. */
export function howMany(view: View, words: Words): string {
  const range = view.screen === "start" ? view.progress.remaining : null;
  if (!range || range.high <= 0) return words.t("start.no_range");
  const { low, high } = range;
  const spoken = low > 0 && low < high ? words.t("start.range_from_to", { low, high }) : String(high);
  return words.t("start.range", { range: spoken }, high);
}
