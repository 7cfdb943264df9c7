/**
 * After an answer: the verdict, the reason for this very mistake, and the next step (style.md D3).
 */

import type { JSX } from "preact";
import { Html } from "../html";
import { kindOf } from "../kinds";
import { Guard } from "../parts/Guard";
import { Icon } from "../parts/Icon";
import { OutcomeMark } from "../parts/Mark";
import { Progress } from "../parts/Progress";
import { TutorialLink } from "../parts/TutorialLink";
import { usePlayer } from "../player";
import type { FeedbackMessage } from "../protocol";

export function Feedback({ feedback }: { feedback: FeedbackMessage }): JSX.Element {
  const { words, id } = usePlayer();
  const { outcome, message, hint, solution, tutorial, question } = feedback;
  const labels = { table: words.t("table.label"), code: words.t("code.label") };
  return (
    <article class="px-stack">
      <Progress />
      <section class={`px-card px-verdict px-stack px-tight px-${outcome}`}>
        <h1 id={`${id}-title`} tabIndex={-1}><OutcomeMark outcome={outcome} words={words} /></h1>
        {message
          ? <Html class="px-rich" html={message} labels={labels} />
          : <p>{words.t(`feedback.${outcome}`)}</p>}
      </section>
      <section class="px-card px-recall px-stack px-tight">
        <h2 class="px-recall-title"><Html inline html={question.title} /></h2>
        <Recall feedback={feedback} />
      </section>
      {hint && (
        <section class="px-hint-box px-stack px-tight">
          <h2>{words.t("feedback.hint")}</h2>
          <Html class="px-rich" html={hint} labels={labels} />
        </section>
      )}
      {solution && (
        <details class="px-card px-details">
          <summary>{words.t("feedback.solution")}</summary>
          <Html class="px-rich" html={solution} labels={labels} />
        </details>
      )}
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

function Next(): JSX.Element {
  const { session, state, words } = usePlayer();
  const last = state.view?.progress.remaining?.high === 0;
  return (
    <div class="px-row px-actions">
      <button type="button" class="px-btn px-primary" aria-disabled={state.busy !== null} onClick={() => void session.next()}>
        {words.t(state.busy === "next" ? "loading" : last ? "feedback.result" : "feedback.next")} <Icon name="arrow" />
      </button>
    </div>
  );
}

function Recall({ feedback }: { feedback: FeedbackMessage }): JSX.Element | null {
  const { words } = usePlayer();
  const { given, question, detail } = feedback;
  if (!given) return null;
  const { Given } = kindOf(question.kind);
  return (
    <div class="px-given">
      <p class="px-small px-muted">{words.t("feedback.given")}</p>
      <Guard key={question.id} fallback={null}>
        <Given ask={question.ask} given={given} detail={detail} words={words} />
      </Guard>
    </div>
  );
}
