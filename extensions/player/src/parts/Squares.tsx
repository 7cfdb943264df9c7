/**
 * The level: eight squares that fill up, the next one partly. Words beside it say the same.
 */

import type { JSX } from "preact";
import { usePlayer } from "../player";
import type { ResultMessage } from "../protocol";

export function Squares({ result }: { result: ResultMessage }): JSX.Element {
  const { words } = usePlayer();
  const { level, max_level: max, reachable_level: reachable } = result;
  return (
    <div class="px-squares">
      <span class="px-squares-row" aria-hidden="true">
        {Array.from({ length: max }, (_, index) => (
          <b key={index} class={index < level ? "px-on" : index >= reachable ? "px-beyond" : ""}>
            {index === level && <i style={{ width: `${100 * share(result)}%` }} />}
          </b>
        ))}
      </span>
      <span class="px-vh">{words.t("end.squares", { level, max })}</span>
    </div>
  );
}

/** How much of the next square is full, 0–1. */
export function share({ ahead, pix_per_level: per }: Pick<ResultMessage, "ahead" | "pix_per_level">): number {
  return per > 0 ? Math.min(1, Math.max(0, ahead / per)) : 0;
}
