/**
 * A choice between a few ways to see the same thing, as buttons side by side; one is always pressed.
 */

import type { JSX } from "preact";

interface Props<Value extends string> {
  label: string;
  options: readonly (readonly [NoInfer<Value>, string])[];
  value: Value;
  choose(value: NoInfer<Value>): void;
}

export function Segments<Value extends string>({ label, options, value, choose }: Props<Value>): JSX.Element {
  return (
    <div class="px-segments" role="group" aria-label={label}>
      {options.map(([each, text]) => (
        <button key={each} type="button" aria-pressed={each === value} onClick={() => choose(each)}>{text}</button>
      ))}
    </div>
  );
}
