/**
 * What is said across the top of the page: the connection is lost, a call failed, or something was done unasked.
 */

import type { JSX } from "preact";
import type { MessageKey } from "../i18n";
import { usePlayer } from "../player";
import { reloadNow } from "../recovery";
import type { State } from "../session";
import { Icon } from "./Icon";

/** The connection is lost: what happened, what is safe, what is being done. */
export function LostBanner(): JSX.Element {
  const { state, session, words, place } = usePlayer();
  const lost = state.connection === "lost";
  const act = place === "voila"
    ? { label: words.t("lost.reload"), go: () => reloadNow() }
    : { label: words.t("lost.retry"), go: () => void session.retry() };
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
  const { state, session, words } = usePlayer();
  const { problem, view } = state;
  // The banner above already speaks of a lost connection.
  if (!problem || (problem.code === "lost" && state.connection === "lost")) return null;
  const Title = view ? "h2" : "h1";
  return (
    <section class="px-card px-problem px-stack px-tight" role="alert">
      <Title tabIndex={-1}><Icon name="warning" /> {words.t("error.title")}</Title>
      <p>{words.problem(problem)} {view?.attempt ? words.t("error.safe") : ""}</p>
      <p class="px-small px-muted">{words.t("error.code", { code: problem.code })}</p>
      <div><button type="button" class="px-btn px-plain-btn" onClick={() => void session.retry()}>{words.t("error.retry")}</button></div>
    </section>
  );
}

/** Something was done unasked, or worked: said in passing. */
export function Notice(): JSX.Element | null {
  const { state, words } = usePlayer();
  if (!state.notice || state.notice.quiet) return null;
  return <p class="px-note">{words.t(state.notice.key, state.notice.values)}</p>;
}
