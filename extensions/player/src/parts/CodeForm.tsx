/**
 * A place for the code of a plan that a teacher gave. A code that is not known is said in words.
 */

import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { usePlayer } from "../player";
import { Icon } from "./Icon";

export function CodeForm(): JSX.Element {
  const { app, here, words, id } = usePlayer();
  const [code, setCode] = useState("");
  const [error, setError] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const refuse = (why: string): void => {
    setError(why);
    field.current?.focus();
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (here.busy) return;
    if (!code.trim()) return refuse(words.t("code.empty"));
    const problem = await app.join(code.trim());
    if (problem) refuse(words.problem(problem, { code: code.trim() }));
  };
  const described = [`${id}-code-hint`, error && `${id}-code-error`].filter(Boolean).join(" ");
  return (
    <form class="px-card px-door px-code-form" noValidate onSubmit={(event) => void submit(event)}>
      <label class="px-door-title" for={`${id}-code`}>{words.t("code.title")}</label>
      <p class="px-small px-muted" id={`${id}-code-hint`}>{words.t("code.hint")}</p>
      <div class="px-code-row">
        <input
          ref={field} id={`${id}-code`} class="px-input" type="text" autoComplete="off" spellcheck={false} maxLength={40}
          autoCapitalize="characters" value={code} aria-describedby={described} aria-invalid={error ? true : undefined}
          onInput={(event) => {
            setCode(event.currentTarget.value);
            setError("");
          }}
        />
        <button type="submit" class="px-btn px-plain-btn" aria-disabled={here.busy === "join"}>{words.t("code.open")}</button>
      </div>
      {error && <p class="px-error-text" id={`${id}-code-error`} role="alert"><Icon name="warning" /> {error}</p>}
    </form>
  );
}
