/**
 * Who sits here: a new name, or one of those on this computer, with its PIN where it has one.
 */

import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../parts/Icon";
import { isPin, PIN, PinField } from "../parts/PinField";
import { usePlayer } from "../player";
import type { CallProblem, LearnerMessage } from "../protocol";
import { Seated } from "./Seated";

type Step = "list" | "new" | LearnerMessage;

export function Who(): JSX.Element {
  const { here: { desk } } = usePlayer();
  if (desk?.learner) return <Seated key={desk.learner.id} learner={desk.learner} />;
  return <Door learners={desk?.learners ?? []} />;
}

function Door({ learners }: { learners: LearnerMessage[] }): JSX.Element {
  const [step, setStep] = useState<Step>(learners.length > 0 ? "list" : "new");
  const here = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(() => {
    // When the page opens, the focus is the reader's own.
    const field = here.current?.querySelector<HTMLElement>("input") ?? here.current?.querySelector<HTMLElement>("h1");
    if (!first.current) field?.focus();
    first.current = false;
  }, [step]);
  const back = learners.length > 0 ? () => setStep("list") : null;
  return (
    <article ref={here} class="px-stack px-loose px-who">
      {step === "list" && <Choose learners={learners} choose={setStep} />}
      {step === "new" && <NewLearner first={learners.length === 0} back={back} />}
      {typeof step === "object" && <EnterPin key={step.id} learner={step} back={() => setStep("list")} />}
    </article>
  );
}

function Choose({ learners, choose }: { learners: LearnerMessage[]; choose(step: Step): void }): JSX.Element {
  const { app, words } = usePlayer();
  const [problem, setProblem] = useState<CallProblem | null>(null);
  const enter = async (learner: LearnerMessage): Promise<void> => {
    if (learner.pin) return choose(learner);
    setProblem(await app.seating("enter", { learner: learner.id }));
  };
  return (
    <>
      <header class="px-stack px-tight">
        <h1 tabIndex={-1}>{words.t("who.title")}</h1>
        <p class="px-muted">{words.t("who.choose")}</p>
      </header>
      {problem && <p class="px-error-text" role="alert">{words.problem(problem)}</p>}
      <ul class="px-people">
        {learners.map((learner) => (
          <li key={learner.id}>
            <button type="button" class="px-person" onClick={() => void enter(learner)}>
              <span class="px-initial" aria-hidden="true">{[...learner.name][0]?.toLocaleUpperCase(words.lang)}</span>
              <span class="px-grow">{learner.name}</span>
              {learner.pin && <span class="px-small px-muted"><Icon name="lock" /> <span class="px-vh">{words.t("who.has_pin")}</span></span>}
            </button>
          </li>
        ))}
      </ul>
      <div><button type="button" class="px-btn px-plain-btn" onClick={() => choose("new")}>{words.t("who.not_listed")}</button></div>
    </>
  );
}

function EnterPin({ learner, back }: { learner: LearnerMessage; back(): void }): JSX.Element {
  const { app, words, id } = usePlayer();
  const [pin, setPin] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const problem = isPin(pin) ? await app.seating("enter", { learner: learner.id, pin }) : SHORT;
    setBusy(false);
    if (!problem) return;
    setError(words.problem(problem, PIN));
    setPin("");
    field.current?.focus();
  };
  return (
    <form class="px-stack" noValidate onSubmit={(event) => void submit(event)}>
      <h1 tabIndex={-1}>{words.t("pin.title", { name: learner.name })}</h1>
      <PinField id={`${id}-pin`} label={words.t("pin.label")} value={pin} write={setPin} error={error} pad field={field} />
      <div class="px-row px-pin-actions">
        <button type="submit" class="px-btn px-primary" aria-disabled={busy}>{words.t("pin.enter")}</button>
        <Back back={back} />
      </div>
      <p class="px-hint">{words.t("pin.forgotten")}</p>
    </form>
  );
}

const SHORT: CallProblem = { code: "desk.pin_form", params: {} };

function NewLearner({ first, back }: { first: boolean; back: (() => void) | null }): JSX.Element {
  const { app, words, id } = usePlayer();
  const [name, setName] = useState("");
  const [pin, setPin] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<CallProblem | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const aboutPin = problem?.code === SHORT.code;
  const refuse = (why: CallProblem): void => {
    setProblem(why);
    form.current?.querySelector<HTMLElement>(why.code === SHORT.code ? ".px-pin-input" : "input")?.focus();
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    if (!name.trim()) return refuse({ code: "desk.name", params: {} });
    if (pin && !isPin(pin)) return refuse(SHORT);
    setBusy(true);
    const why = await app.seating("register", { name: name.trim(), ...(pin ? { pin } : {}) });
    setBusy(false);
    if (why) refuse(why);
  };
  const error = problem && !aboutPin ? words.problem(problem) : "";
  return (
    <form class="px-stack" ref={form} noValidate onSubmit={(event) => void submit(event)}>
      <header class="px-stack px-tight">
        <h1 tabIndex={-1}>{words.t(first ? "who.welcome" : "who.new")}</h1>
        <p class="px-lead">{words.t(first ? "who.welcome_text" : "who.new_text")}</p>
      </header>
      <div class="px-field">
        <label class="px-label" for={`${id}-name`}>{words.t("who.name")}</label>
        <p class="px-hint" id={`${id}-name-hint`}>{words.t("who.name_hint")}</p>
        {error && <p class="px-error-text" id={`${id}-name-error`} role="alert"><Icon name="warning" /> {error}</p>}
        <input
          id={`${id}-name`} class="px-input" type="text" autoComplete="off" spellcheck={false} maxLength={40} value={name}
          aria-describedby={[`${id}-name-hint`, error && `${id}-name-error`].filter(Boolean).join(" ")}
          aria-invalid={error ? true : undefined} onInput={(event) => setName(event.currentTarget.value)}
        />
      </div>
      <details class="px-card px-details">
        <summary>{words.t("pin.optional")}</summary>
        <div class="px-stack px-tight px-details-body">
          <p class="px-small">{words.t("pin.worth")}</p>
          <PinField id={`${id}-new-pin`} label={words.t("pin.choose")} hint={words.t("pin.form", PIN)} value={pin} write={setPin}
            error={aboutPin ? words.problem(problem!, PIN) : undefined} />
        </div>
      </details>
      <div class="px-row">
        <button type="submit" class="px-btn px-primary px-big" aria-disabled={busy}>{words.t(first ? "who.begin" : "who.create")}</button>
        {back && <Back back={back} />}
      </div>
    </form>
  );
}

function Back({ back }: { back(): void }): JSX.Element {
  const { words } = usePlayer();
  return (
    <button type="button" class="px-btn px-plain-btn" onClick={back}><Icon name="back" /> {words.t("who.back")}</button>
  );
}
