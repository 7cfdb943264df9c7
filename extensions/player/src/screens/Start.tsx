/**
 * Before an attempt: what it is, how it goes, what its result is worth.
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
        <Begin />
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

function Begin(): JSX.Element {
  const { session, state, words } = usePlayer();
  const busy = state.busy === "start" || state.busy === "view";
  return (
    <div class="px-row">
      <button type="button" class="px-btn px-primary px-big" aria-disabled={busy} onClick={() => void session.begin()}>
        {words.t(state.busy === "start" ? "start.beginning" : "start.begin")}
      </button>
    </div>
  );
}

function facts(view: View, words: Words): [IconName, string][] {
  const { plan } = view;
  const reachable: [IconName, string][] =
    plan.reachable_level > 0 ? [["steps", words.t("start.reachable", { level: plan.reachable_level })]] : [];
  return [
    ["dots", `${howMany(view, words)} ${words.t("start.adapts")}`],
    ["chat", words.t(plan.feedback ? "start.feedback" : "start.no_feedback")],
    ["disk", words.t("start.saved")],
    ...reachable,
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
