/**
 * Where someone stands in one competence: eight squares, filled up to the level, the next one partly, and under
 * them a line for the margin. With a range no square is filled; what was never assessed is hatched, which is not zero.
 */

import type { JSX } from "preact";
import type { Standing } from "../protocol";
import { share } from "../standing";

export function Band({ standing }: { standing: Standing }): JSX.Element {
  const { state, max_level: max, low, high } = standing;
  const from = (100 * Math.max(0, low)) / max;
  const width = Math.max(1.5, (100 * Math.min(max, high)) / max - from);
  return (
    <span class={`px-band px-band-${state}`} aria-hidden="true">
      <span class="px-band-squares">
        {Array.from({ length: max }, (_, index) => <Square key={index} index={index} standing={standing} />)}
      </span>
      {/* The line's place is kept where there is none, so that all rows are alike. */}
      <span class="px-band-line">{state !== "unassessed" && <i style={{ left: `${from}%`, width: `${width}%` }} />}</span>
    </span>
  );
}

function Square({ index, standing }: { index: number; standing: Standing }): JSX.Element {
  const { state, level, reachable_level: reachable } = standing;
  if (state !== "level") return <b class={state === "range" && index >= reachable ? "px-out" : ""} />;
  if (index < level) return <b class="px-on" />;
  const part = index === level ? share(standing) : 0;
  return <b class={index >= reachable && part === 0 ? "px-out" : ""}>{part > 0 && <i style={{ width: `${100 * part}%` }} />}</b>;
}
