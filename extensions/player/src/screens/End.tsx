/**
 * The result of an attempt: the level and its meaning, what the learner can do, and what to do next.
 */

import type { JSX } from "preact";
import { Again } from "../parts/Again";
import { Band } from "../parts/Band";
import { Questions } from "../parts/Questions";
import { Several } from "../parts/Several";
import { TutorialLink } from "../parts/TutorialLink";
import type { Words } from "../i18n";
import { planName, usePlayer } from "../player";
import type { ResultMessage, SkillMessage, Standing, View } from "../protocol";
import { marginWords, rangeWords } from "../standing";
import { Trust } from "./Start";

export function End({ view, result }: { view: View; result: ResultMessage }): JSX.Element {
  const { words } = usePlayer();
  const several = !view.plan.competence;
  return (
    <article class="px-stack px-loose">
      {several ? <Several view={view} result={result} /> : <Level view={view} result={result} />}
      <Skills title={words.t("end.can")} skills={result.can} none={words.t("end.can_none")} />
      <Skills
        title={words.t("end.next")}
        skills={result.next}
        intro={words.t("end.next_text")}
        none={words.t("end.next_none")}
      />
      {result.tutorials.length > 0 && (
        <section class="px-stack px-tight">
          <h2>{words.t("end.tutorials")}</h2>
          {result.tutorials.map((card) => <TutorialLink key={card.id} card={card} />)}
        </section>
      )}
      <section class="px-stack px-tight">
        <h2>{words.t("end.questions")}</h2>
        <Questions questions={result.questions} />
      </section>
      <Trust view={view} />
      <Again view={view} />
    </article>
  );
}

function Level({ view, result }: { view: View; result: ResultMessage }): JSX.Element {
  const { words, id } = usePlayer();
  const { level, level_name: name, level_meaning: meaning, reachable_level: reachable, finished_at: at } = result;
  const standing = stood(result);
  const unsure = standing?.state === "range";
  const named = words.t("end.level_named", { level, name: level === 0 ? words.t("profile.level_zero") : name });
  const title = unsure ? rangeWords(standing.low, standing.high, standing.max_level, words) : named;
  const about = meaning || (level === 0 ? words.t("end.level_zero_meaning") : "");
  return (
    <section class="px-card px-level px-stack">
      <div class="px-stack px-tight">
        <p class="px-kicker">{words.t("end.kicker")} · {planName(view.plan)}</p>
        <h1 id={`${id}-title`} tabIndex={-1}>{title}</h1>
        <p class="px-lead">{unsure ? words.t("end.unsure") : about}</p>
      </div>
      <div class="px-stack px-tight">
        {standing && <Band standing={standing} />}
        <p class="px-small px-muted">{unsure ? words.t("start.reachable", { level: reachable }) : sure(result, standing, words)}</p>
      </div>
      <p class="px-pix">
        <strong>{words.t("end.pix", { pix: words.number(result.pix) })}</strong>
        {level < reachable && !unsure && (
          <span class="px-small px-muted">
            {words.t("end.ahead", {
              ahead: words.number(result.ahead), total: words.number(result.pix_per_level), level: level + 1,
            })}
          </span>
        )}
      </p>
      <p class="px-small px-muted">{words.t("end.date", { date: words.date(at), time: words.time(at) })}</p>
    </section>
  );
}

/** "Niveau 3 sur les 5 niveaux que les questions d’aujourd’hui peuvent montrer (entre 2,6 et 4,1 sur 8…)." */
function sure({ level, reachable_level: reachable }: ResultMessage, standing: Standing | null, words: Words): string {
  const margin = standing ? ` (${marginWords(standing, words)})` : "";
  return `${words.t("end.level", { level })} ${words.t("end.reachable", { count: reachable }, reachable)}${margin}.`;
}

/** The frozen score of this attempt, with the margin of today. */
function stood({ standing, level, ahead, pix }: ResultMessage): Standing | null {
  return standing && { ...standing, level, ahead, pix };
}

interface SkillsProps {
  title: string;
  skills: SkillMessage[];
  intro?: string;
  none: string;
}

function Skills({ title, skills, intro, none }: SkillsProps): JSX.Element {
  const { words } = usePlayer();
  return (
    <section class="px-stack px-tight">
      <h2>{title}</h2>
      {skills.length === 0 ? <p class="px-muted">{none}</p> : intro && <p class="px-muted">{intro}</p>}
      {skills.length > 0 && (
        <ul class="px-skills">
          {skills.map((skill) => (
            <li key={skill.id}>
              <span class="px-grow">{skill.can} <span class="px-small px-muted">{skill.topic}</span></span>
              <span class="px-chip">{words.t("end.skill_level", { level: skill.level })}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
