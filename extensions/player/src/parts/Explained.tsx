/**
 * What is said about an answer, piece by piece: the reason, the answer as it was given, a hint, the solution.
 */

import type { JSX } from "preact";
import { optionsAlike, saidAloud } from "../emphasis";
import { Html } from "../html";
import { kindOf } from "../kinds";
import { usePlayer } from "../player";
import type { FeedbackMessage } from "../protocol";
import { Guard } from "./Guard";

interface Props {
  feedback: FeedbackMessage;
}

/** The words for this very mistake, or the usual ones. */
export function Reason({ feedback: { message, outcome } }: Props): JSX.Element {
  const { words } = usePlayer();
  const labels = { table: words.t("table.label"), code: words.t("code.label") };
  return message ? <Html class="px-rich" html={message} labels={labels} /> : <p>{words.t(`feedback.${outcome}`)}</p>;
}

/** The learner's own answer; nothing when the question was passed. */
export function Recall({ feedback: { given, question, detail } }: Props): JSX.Element | null {
  const { words } = usePlayer();
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

interface HintProps extends Props {
  /** Rank of its heading on the screen. */
  rank?: "h2" | "h3";
}

export function Hint({ feedback: { hint }, rank: Title = "h2" }: HintProps): JSX.Element | null {
  const { words } = usePlayer();
  if (!hint) return null;
  return (
    <section class="px-hint-box px-stack px-tight">
      <Title>{words.t("feedback.hint")}</Title>
      <Html class="px-rich" html={hint} labels={{ table: words.t("table.label"), code: words.t("code.label") }} />
    </section>
  );
}

export function Solution({ feedback: { solution, question } }: Props): JSX.Element | null {
  const { words } = usePlayer();
  if (!solution) return null;
  return (
    <details class="px-card px-details">
      <summary>{words.t("feedback.solution")}</summary>
      <Html class="px-rich" html={optionsAlike(question.ask) ? saidAloud(solution, words) : solution} labels={{ table: words.t("table.label"), code: words.t("code.label") }} />
    </details>
  );
}
