/**
 * Reporting a problem with a question, in a native dialog. The question stays open.
 */

import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { newKey } from "../drafts";
import { usePlayer } from "../player";
import { REPORT_CATEGORIES, type CallProblem, type ReportCategory } from "../protocol";

const LONGEST = 1000;

export function ReportDialog({ close }: { close(): void }): JSX.Element {
  const { session, words, id } = usePlayer();
  const dialog = useRef<HTMLDialogElement>(null);
  const key = useRef(newKey());
  const [category, setCategory] = useState<ReportCategory | null>(null);
  const [text, setText] = useState("");
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<CallProblem | "choose" | null>(null);
  useEffect(() => dialog.current?.showModal(), []);

  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (sending) return;
    if (!category) {
      setProblem("choose");
      dialog.current?.querySelector("input")?.focus();
      return;
    }
    setSending(true);
    const failure = await session.report(category, text.trim(), key.current);
    setSending(false);
    if (failure) setProblem(failure);
    else dialog.current?.close();
  };
  const why = problem === "choose" ? words.t("report.choose") : problem && words.problem(problem);

  return (
    <dialog ref={dialog} class="px-dialog" aria-labelledby={`${id}-report`} onClose={close}>
      <form class="px-stack" onSubmit={(event) => void send(event)} noValidate>
        <div class="px-stack px-tight">
          <h2 id={`${id}-report`}>{words.t("report.title")}</h2>
          <p class="px-muted">{words.t("report.intro")}</p>
        </div>
        <fieldset class="px-options" aria-describedby={why ? `${id}-report-why` : undefined}>
          <legend class="px-label">{words.t("report.what")}</legend>
          {why && <p class="px-error-text" role="alert" id={`${id}-report-why`}>{why}</p>}
          {REPORT_CATEGORIES.map((each) => (
            <label key={each} class="px-option px-slim">
              <input type="radio" name={`${id}-category`} checked={category === each} onChange={() => setCategory(each)} />
              {words.t(`report.${each}`)}
            </label>
          ))}
        </fieldset>
        <div class="px-field">
          <label class="px-label" for={`${id}-report-text`}>{words.t("report.text")}</label>
          <p class="px-hint" id={`${id}-report-hint`}>{words.t("report.text_hint")}</p>
          <textarea id={`${id}-report-text`} class="px-input" rows={3} maxLength={LONGEST} value={text}
            aria-describedby={`${id}-report-hint`} onInput={(event) => setText(event.currentTarget.value)} />
        </div>
        <div class="px-row">
          <button type="submit" class="px-btn px-primary" aria-disabled={sending}>
            {words.t(sending ? "report.sending" : "report.send")}
          </button>
          <button type="button" class="px-btn px-plain-btn" onClick={() => dialog.current?.close()}>
            {words.t("report.cancel")}
          </button>
        </div>
      </form>
    </dialog>
  );
}
