/**
 * A PIN: a field that takes digits only and, where one is entered rather than chosen, a pad of large keys beside it.
 */

import type { JSX } from "preact";
import { usePlayer } from "../player";
import { Icon } from "./Icon";

export const PIN = { min: 4, max: 8 } as const;

interface Props {
  id: string;
  label: string;
  value: string;
  write(value: string): void;
  /** Why it was refused. */
  error?: string | undefined;
  hint?: string;
  /** Large keys instead of the device's own keyboard. */
  pad?: boolean;
  field?: { current: HTMLInputElement | null };
}

export function PinField({ id, label, value, write, error, hint, pad = false, field }: Props): JSX.Element {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
  return (
    <div class="px-field px-pin">
      <label class="px-label" for={id}>{label}</label>
      {hint && <p class="px-hint" id={`${id}-hint`}>{hint}</p>}
      {error && <p class="px-error-text" id={`${id}-error`} role="alert"><Icon name="warning" /> {error}</p>}
      <input
        id={id} ref={field ?? null} class="px-input px-pin-input" type="password" autoComplete="off" maxLength={PIN.max}
        inputMode={pad ? "none" : "numeric"} value={value} aria-describedby={described} aria-invalid={error ? true : undefined}
        onInput={(event) => write(digits(event.currentTarget.value))}
      />
      {pad && <Pad value={value} write={write} />}
    </div>
  );
}

function Pad({ value, write }: Pick<Props, "value" | "write">): JSX.Element {
  const { words } = usePlayer();
  const key = (digit: string): JSX.Element => (
    <button key={digit} type="button" class="px-key" onClick={() => write(digits(value + digit))}>{digit}</button>
  );
  return (
    <div class="px-pad" role="group" aria-label={words.t("pin.pad")}>
      {[..."123456789"].map(key)}
      <span />
      {key("0")}
      <button type="button" class="px-key" aria-label={words.t("pin.erase")} onClick={() => write(value.slice(0, -1))}>
        <Icon name="erase" />
      </button>
    </div>
  );
}

function digits(text: string): string {
  return text.replace(/\D/g, "").slice(0, PIN.max);
}

/** Whether it may be someone's PIN. */
export function isPin(text: string): boolean {
  return text.length >= PIN.min && text.length <= PIN.max;
}
