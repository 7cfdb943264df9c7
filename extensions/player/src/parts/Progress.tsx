/**
 * Where the learner is: the group of questions between two pauses, and roughly how many may still come.
 * In an adaptive test there is no total to show (style.md D2).
 */

import type { JSX } from "preact";
import type { Words } from "../i18n";
import { usePlayer } from "../player";
import type { Progress as ProgressMessage, Screen } from "../protocol";

export function Progress(): JSX.Element | null {
  const { state, words } = usePlayer();
  if (!state.view) return null;
  const { progress, screen } = state.view;
  const { done, now } = dots(progress, screen);
  const more = screen === "question" ? remaining(progress, words) : "";
  return (
    <div class="px-progress">
      {progress.steps > 0 && (
        <span class="px-dots" aria-hidden="true">
          {Array.from({ length: progress.steps }, (_, index) => (
            <b key={index} class={index < done ? "px-done" : index === now ? "px-now" : ""} />
          ))}
        </span>
      )}
      <span class="px-small px-muted">
        {[words.t("progress.question", { number: progress.number }), more].filter(Boolean).join(" · ")}
      </span>
    </div>
  );
}

/** How many dots of the group are full, and which one is being worked on (-1: none). */
export function dots(progress: ProgressMessage, screen: Screen): { done: number; now: number } {
  if (screen === "question") return { done: progress.step, now: progress.step };
  const answered = progress.steps > 0 ? progress.answered % progress.steps : 0;
  return { done: progress.answered > 0 && answered === 0 ? progress.steps : answered, now: -1 };
}

/** "encore 5 à 9 environ"; nothing when nothing can be said. */
export function remaining({ remaining: range }: ProgressMessage, words: Words): string {
  if (!range || range.high <= 0) return "";
  const { low, high } = range;
  if (low === high) return words.t("progress.more", { count: high }, high);
  if (low <= 0) return words.t("progress.at_most", { count: high }, high);
  return words.t("progress.range", { low, high });
}
