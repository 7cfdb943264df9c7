/**
 * A native list to choose one text from. It is as wide as its longest text where there is room; a closed list cannot
 * wrap, so that a chosen text that may be cut is written out below it.
 */

import type { HTMLAttributes, JSX } from "preact";

/** Characters that fit beside an arrow: on a phone, and in the widest row. */
const FITS = { phone: 30, row: 74 };

interface Props extends Pick<HTMLAttributes<HTMLSelectElement>, "id" | "class" | "aria-label" | "aria-invalid"> {
  options: readonly (readonly [id: string, text: string])[];
  value: string;
  /** What stands there before anything is chosen. */
  nothing: string;
  choose(id: string): void;
}

export function Select({ options, value, nothing, choose, ...rest }: Props): JSX.Element {
  const chosen = options.find(([id]) => id === value)?.[1] ?? "";
  return (
    <span class="px-select">
      <select {...rest} value={value} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{nothing}</option>
        {options.map(([id, text]) => <option key={id} value={id}>{text}</option>)}
      </select>
      {chosen.length > FITS.phone && (
        <span class={`px-select-whole ${chosen.length > FITS.row ? "px-always" : ""}`} aria-hidden="true">{chosen}</span>
      )}
    </span>
  );
}
