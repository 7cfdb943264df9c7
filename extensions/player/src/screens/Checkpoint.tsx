/**
 * A pause after every few questions: how they went, go on or stop here.
 */

import type { JSX } from "preact";
import { Progress } from "../parts/Progress";
import { Questions } from "../parts/Questions";
import { usePlayer } from "../player";
import type { CheckpointMessage } from "../protocol";

export function Checkpoint({ checkpoint }: { checkpoint: CheckpointMessage }): JSX.Element {
  const { app, session, state, words, id } = usePlayer();
  const count = checkpoint.questions.length;
  return (
    <article class="px-stack">
      <Progress />
      <header class="px-stack px-tight">
        <h1 id={`${id}-title`} tabIndex={-1}>{words.t("checkpoint.title")}</h1>
        <p class="px-muted">{words.t("checkpoint.text", { count }, count)}</p>
      </header>
      <Questions questions={checkpoint.questions} />
      <div class="px-row px-actions">
        <button type="button" class="px-btn px-primary" aria-disabled={state.busy !== null} onClick={() => void session.next()}>
          {words.t(state.busy === "next" ? "loading" : "checkpoint.continue")}
        </button>
        <button type="button" class="px-btn px-plain-btn" onClick={() => app.go("home")}>{words.t("checkpoint.quit")}</button>
      </div>
    </article>
  );
}
