/**
 * A kind this player does not know: plain words, and the question can still be passed or reported.
 */

import type { JSX } from "preact";
import type { FieldProps, Kind } from "./kind";

export function unknown(name: string): Kind {
  return {
    Field: ({ words }: FieldProps): JSX.Element => <p class="px-note">{words.t("kind.unknown", { kind: name })}</p>,
    Given: () => null,
    empty: () => ({}),
  };
}
