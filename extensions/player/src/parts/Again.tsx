/**
 * What can be done with a result that is there: improve it, begin all over, or go on elsewhere. What must wait says
 * from when. Beginning all over is asked twice, for it takes the present level away.
 */

import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Words } from "../i18n";
import { usePlayer } from "../player";
import type { StartMode, View } from "../protocol";
import { Link } from "./Link";

export function Again({ view: { again } }: { view: View }): JSX.Element {
  const { words, id } = usePlayer();
  const [asking, setAsking] = useState(false);
  const improve = due(again?.improve_on);
  const reset = due(again?.reset_on);
  return (
    <section class="px-stack px-tight px-again" aria-labelledby={`${id}-again`}>
      <h2 id={`${id}-again`}>{words.t("again.title")}</h2>
      {again && whenWords(again.improve_on, again.reset_on, words).map((text) => <p key={text} class="px-muted">{text}</p>)}
      <div class="px-row px-actions">
        {improve && <BeginAgain mode="improve" label={words.t("again.improve")} kind="px-primary" />}
        <Link to="home" class={`px-btn ${improve ? "px-plain-btn" : "px-primary"}`}>{words.t("again.home")}</Link>
        <Link to="profile" class="px-btn px-plain-btn">{words.t("again.profile")}</Link>
        {reset && <button type="button" class="px-btn px-quiet" onClick={() => setAsking(true)}>{words.t("again.reset")}</button>}
      </div>
      {asking && <Confirm close={() => setAsking(false)} />}
    </section>
  );
}

function due(on: string | null | undefined): boolean {
  return typeof on === "string" && new Date(on).getTime() <= Date.now();
}

/** What is possible, and from when. */
export function whenWords(improve: string | null, reset: string | null, words: Words): string[] {
  const improving = improve === null ? words.t("again.nothing")
    : due(improve) ? words.t("again.improve_text") : words.t("again.improve_on", { date: words.day(improve) });
  return reset === null || due(reset) ? [improving] : [improving, words.t("again.reset_on", { date: words.day(reset) })];
}

function BeginAgain({ mode, label, kind }: { mode: StartMode; label: string; kind: string }): JSX.Element {
  const { session, state, words } = usePlayer();
  return (
    <button type="button" class={`px-btn ${kind}`} aria-disabled={state.busy !== null} onClick={() => void session.begin(mode)}>
      {state.busy === "start" ? words.t("start.beginning") : label}
    </button>
  );
}

function Confirm({ close }: { close(): void }): JSX.Element {
  const { words, id } = usePlayer();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog class="px-dialog px-stack" ref={dialog} onClose={close} aria-labelledby={`${id}-reset`}>
      <h2 id={`${id}-reset`}>{words.t("again.reset_title")}</h2>
      <p>{words.t("again.reset_text")}</p>
      <div class="px-row">
        <BeginAgain mode="reset" label={words.t("again.reset_sure")} kind="px-primary" />
        <button type="button" class="px-btn px-plain-btn" onClick={() => dialog.current?.close()}>{words.t("report.cancel")}</button>
      </div>
    </dialog>
  );
}
