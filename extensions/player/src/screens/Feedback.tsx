/**
 * After an answer: the verdict, the reason for this very mistake, and the next step (style.md D3).
 */

import type { JSX } from "preact";
import { Html } from "../html";
import { Hint, Reason, Recall, Solution } from "../parts/Explained";
import { Icon } from "../parts/Icon";
import { OutcomeMark } from "../parts/Mark";
import { Progress } from "../parts/Progress";
import { TutorialLink } from "../parts/TutorialLink";
import { usePlayer } from "../player";
import type { FeedbackMessage } from "../protocol";

export function Feedback({ feedback }: { feedback: FeedbackMessage }): JSX.Element {
  const { words, id } = usePlayer();
  const { outcome, tutorial, question } = feedback;
  return (
    <article class="px-stack">
      <Progress />
      <section class={`px-card px-verdict px-stack px-tight px-${outcome}`}>
        <h1 id={`${id}-title`} tabIndex={-1}><OutcomeMark outcome={outcome} words={words} /></h1>
        <Reason feedback={feedback} />
      </section>
      <section class="px-card px-recall px-stack px-tight">
        <h2 class="px-recall-title"><Html inline html={question.title} /></h2>
        <Recall feedback={feedback} />
      </section>
      <Hint feedback={feedback} />
      <Solution feedback={feedback} />
      {tutorial && <TutorialLink card={tutorial} further />}
      <Next />
    </article>
  );
}

/** What is said when the plan keeps its verdicts for the end. */
export function Kept(): JSX.Element {
  const { words, id } = usePlayer();
  return (
    <article class="px-stack">
      <Progress />
      <section class="px-card px-stack px-tight">
        <h1 id={`${id}-title`} tabIndex={-1}>{words.t("feedback.kept")}</h1>
        <p>{words.t("feedback.kept_text")}</p>
      </section>
      <Next />
    </article>
  );
}

/** On to the next question; in a practice, the same one with other values, or back to where it was chosen. */
function Next(): JSX.Element {
  const { app, session, state, words } = usePlayer();
  const { view } = state;
  const practice = view?.plan.purpose === "practice";
  const last = view?.progress.remaining?.high === 0;
  const label = practice ? "practice.again" : last ? "feedback.result" : "feedback.next";
  return (
    <div class="px-row px-actions">
      <button type="button" class="px-btn px-primary" aria-disabled={state.busy !== null} onClick={() => void session.next()}>
        {words.t(state.busy === "next" ? "loading" : label)} <Icon name={practice ? "again" : "arrow"} />
      </button>
      {practice
        ? <button type="button" class="px-btn px-plain-btn" onClick={() => app.back()}>{words.t("practice.back")}</button>
        : view?.feedback && <Practise attempt={view.attempt} question={view.feedback.question.id} />}
    </div>
  );
}

/** The same question with other values, as practice. */
function Practise({ attempt, question }: { attempt: string; question: string }): JSX.Element {
  const { app, here, words } = usePlayer();
  return (
    <button type="button" class="px-btn px-plain-btn" aria-disabled={here.busy !== null}
      onClick={() => void app.practise(attempt, question)}>
      <Icon name="again" /> {words.t(here.busy === "practise" ? "loading" : "practice.try")}
    </button>
  );
}
