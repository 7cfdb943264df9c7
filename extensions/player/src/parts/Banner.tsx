/**
 * What is said across the top of the page: the connection is lost, a call failed, or something was done unasked.
 */

import type { JSX } from "preact";
import type { MessageKey } from "../i18n";
import { usePlayer } from "../player";
import { reloadNow } from "../recovery";
import type { CallProblem } from "../protocol";
import { routeOf } from "../router";
import type { State } from "../session";
import { Icon } from "./Icon";

/** The connection is lost: what happened, what is safe, what is being done. */
export function LostBanner(): JSX.Element {
  const { app, state, words, place } = usePlayer();
  const lost = state.connection === "lost";
  const act = place === "voila"
    ? { label: words.t("lost.reload"), go: () => reloadNow() }
    : { label: words.t("lost.retry"), go: () => void app.retry() };
  return (
    <div class="px-alert" role="alert">
      {lost && (
        <div class="px-banner">
          <div class="px-wrap px-narrow px-row">
            <p class="px-grow">
              <strong><Icon name="offline" /> {words.t("lost.title")}</strong> {words.t(safeWords(state))}{" "}
              {words.t(place === "voila" ? "lost.voila" : "lost.lab")}
            </p>
            <button type="button" class="px-btn px-plain-btn" onClick={act.go}>{act.label}</button>
          </div>
        </div>
      )}
    </div>
  );
}

function safeWords({ view, raw, busy, upload }: State): MessageKey {
  const writing = view?.screen === "question" && (raw !== null || busy === "answer" || busy === "skip");
  if (!writing) return "lost.safe";
  return upload ? "lost.safe_file" : "lost.safe_draft";
}

/** A failure that is not about the answer. */
export function Problem(): JSX.Element | null {
  const { app, here, state, words } = usePlayer();
  const problem = here.problem ?? state.problem;
  // The banner above already speaks of a lost connection.
  if (!problem || (problem.code === "lost" && state.connection === "lost")) return null;
  const first = routeOf(here.path).name === "plan" ? !state.view : here.desk === null;
  const safe = state.view?.attempt ? words.t("error.safe") : "";
  return <Failure problem={problem} first={first} safe={safe} retry={() => void app.retry()} />;
}

interface FailureProps {
  problem: CallProblem;
  /** Nothing else is on screen: this is its heading. */
  first: boolean;
  safe?: string;
  retry(): void;
}

export function Failure({ problem, first, safe = "", retry }: FailureProps): JSX.Element {
  const { words } = usePlayer();
  const Title = first ? "h1" : "h2";
  // Trying again does not help here.
  const told = problem.code.startsWith("attempt.");
  const title = problem.code === "attempt.too_early" ? "error.early_title" : told ? "again.title" : "error.title";
  return (
    <section class="px-card px-problem px-stack px-tight" role="alert">
      <Title tabIndex={-1}><Icon name="warning" /> {words.t(title)}</Title>
      <p>{words.problem(problem)} {safe}</p>
      {!told && <p class="px-small px-muted">{words.t("error.code", { code: problem.code })}</p>}
      {!told && <div><button type="button" class="px-btn px-plain-btn" onClick={retry}>{words.t("error.retry")}</button></div>}
    </section>
  );
}

/** Something was done unasked, or worked: said in passing. */
export function Notice(): JSX.Element | null {
  const { state, words } = usePlayer();
  if (!state.notice || state.notice.quiet) return null;
  return <p class="px-note">{words.t(state.notice.key, state.notice.values)}</p>;
}
