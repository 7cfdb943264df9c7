/**
 * One question: what is asked, its files, the field to answer in, and what can be done.
 * Nothing is checked before the learner submits; an answer that cannot be read is handed back and costs nothing.
 */

import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Html } from "../html";
import { kindOf } from "../kinds";
import { Guard } from "../parts/Guard";
import { FileCard } from "../parts/FileCard";
import { Icon } from "../parts/Icon";
import { Progress } from "../parts/Progress";
import { ReportDialog } from "../parts/ReportDialog";
import { usePlayer } from "../player";
import type { QuestionMessage } from "../protocol";

export function Question({ question }: { question: QuestionMessage }): JSX.Element {
  const { session, state, words, id, announce } = usePlayer();
  const [reporting, setReporting] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { Field, values } = kindOf(question.kind);
  const invalid = state.invalid && words.problem(state.invalid, values?.(question.ask, words));
  const errorId = invalid ? `${id}-error` : undefined;
  const saving = state.busy === "answer" || state.busy === "skip";
  const submit = (event: Event): void => {
    event.preventDefault();
    void session.answer();
  };
  return (
    <form class="px-stack px-question" ref={form} onSubmit={submit} noValidate aria-labelledby={`${id}-title`}>
      <Progress />
      {invalid && <Refusal why={invalid} form={form} />}
      <h1 id={`${id}-title`} tabIndex={-1}><Html inline html={question.title} /></h1>
      <Material question={question} />
      <fieldset class="px-answer" disabled={saving}>
        {invalid && <p class="px-error-text" id={errorId}><Icon name="warning" /> {invalid}</p>}
        <Guard key={question.id} fallback={<p class="px-note">{words.t("kind.unknown", { kind: question.kind })}</p>}>
          <Field
            ask={question.ask}
            raw={state.raw}
            write={(change) => session.write(change)}
            words={words}
            id={`${id}-${question.id}`}
            titleId={`${id}-title`}
            errorId={errorId}
            announce={announce}
            upload={state.upload}
            attach={(file) => session.attach(file)}
            refuse={(problem) => session.refuse(problem)}
          />
        </Guard>
      </fieldset>
      <Actions report={() => setReporting(true)} />
      {reporting && <ReportDialog close={() => setReporting(false)} />}
    </form>
  );
}

export function Material({ question }: { question: QuestionMessage }): JSX.Element {
  const { words } = usePlayer();
  const labels = { table: words.t("table.label"), code: words.t("code.label") };
  return (
    <>
      {question.body && <Html class="px-rich px-body" html={question.body} labels={labels} />}
      {question.files.length > 0 && (
        <ul class="px-files" aria-label={words.t("file.list")}>
          {question.files.map((file) => <FileCard key={file.name} file={file} />)}
        </ul>
      )}
    </>
  );
}

/** The summary above: it takes the focus and leads to the field. */
function Refusal({ why, form }: { why: string; form: { current: HTMLFormElement | null } }): JSX.Element {
  const { state, words, id } = usePlayer();
  const here = useRef<HTMLElement>(null);
  useEffect(() => here.current?.focus(), [state.refusals]);
  const toField = (event: Event): void => {
    event.preventDefault();
    const field = form.current?.querySelector(".px-answer");
    const wanted = field?.querySelector<HTMLElement>("[aria-invalid=true], input, select, textarea, button");
    wanted?.focus();
  };
  return (
    <section class="px-refusal px-stack px-tight" ref={here} tabIndex={-1} aria-labelledby={`${id}-refusal`}>
      <h2 id={`${id}-refusal`}><Icon name="warning" /> {words.t("invalid.title")}</h2>
      <p><a href={`#${id}-error`} onClick={toField}>{why}</a></p>
      <p class="px-small">{words.t("invalid.free")}</p>
    </section>
  );
}

function Actions({ report }: { report(): void }): JSX.Element {
  const { session, state, words, id } = usePlayer();
  const { busy, connection } = state;
  const waiting = connection === "lost" ? "question.waiting" : "question.saving";
  const quiet = busy !== null;
  return (
    <div class="px-row px-actions">
      <button type="submit" class="px-btn px-primary" aria-disabled={quiet}>
        {words.t(busy === "answer" ? waiting : "question.submit")}
      </button>
      <button type="button" class="px-btn px-plain-btn" aria-disabled={quiet} aria-describedby={`${id}-skip`}
        onClick={() => void session.skip()}>
        {words.t(busy === "skip" ? waiting : "question.skip")}
      </button>
      <p class="px-hint" id={`${id}-skip`}>{words.t("question.skip_effect")}</p>
      <button type="button" class="px-btn px-quiet px-push" onClick={report}>{words.t("question.report")}</button>
    </div>
  );
}
