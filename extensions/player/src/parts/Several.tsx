/**
 * The result of a plan over several competences: what was shown in each, from the skills of this plan alone.
 */

import type { JSX } from "preact";
import { planName, usePlayer } from "../player";
import type { CompetenceResult, ResultMessage, View } from "../protocol";

export function Several({ view, result }: { view: View; result: ResultMessage }): JSX.Element {
  const { words, id } = usePlayer();
  const at = result.finished_at;
  const right = result.questions.filter((question) => question.outcome === "correct").length;
  const total = result.questions.length;
  return (
    <section class="px-card px-level px-stack" aria-labelledby={`${id}-title`}>
      <div class="px-stack px-tight">
        <p class="px-kicker">{words.t("end.kicker")}</p>
        <h1 id={`${id}-title`} tabIndex={-1}>{planName(view.plan)}</h1>
        <p class="px-lead">{words.t("end.right", { right, total }, right)}</p>
      </div>
      <ul class="px-skills">
        {result.competences.map((each) => <Line key={each.competence} result={each} />)}
      </ul>
      <p class="px-small px-muted">{words.t("end.date", { date: words.date(at), time: words.time(at) })}</p>
    </section>
  );
}

function Line({ result }: { result: CompetenceResult }): JSX.Element {
  const { words } = usePlayer();
  const { competence, name, area, level, shown, skills, reachable } = result;
  const known = level === null ? words.t("end.not_asked") : words.t("end.shown", { shown, skills }, shown);
  return (
    <li>
      <i class="px-area" data-area={area} aria-hidden="true" />
      <span class="px-grow">{competence} {name} <span class="px-small px-muted">{known}</span></span>
      {level !== null && <span class="px-chip">{words.t("end.level_of", { level, reachable })}</span>}
    </li>
  );
}
