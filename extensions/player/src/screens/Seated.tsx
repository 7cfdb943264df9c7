/**
 * The learner who sits here: their PIN, and how to let someone else sit down.
 */

import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { isPin, PIN, PinField } from "../parts/PinField";
import { usePlayer } from "../player";
import type { LearnerMessage } from "../protocol";

interface Refusal {
  field: "old" | "new";
  text: string;
}

export function Seated({ learner }: { learner: LearnerMessage }): JSX.Element {
  const { app, words } = usePlayer();
  return (
    <article class="px-stack px-loose px-who">
      <header class="px-stack px-tight">
        <p class="px-kicker">{words.t("seated.kicker")}</p>
        <h1 tabIndex={-1}>{learner.name}</h1>
      </header>
      <PinForm learner={learner} />
      <section class="px-stack px-tight">
        <h2>{words.t("seated.leave_title")}</h2>
        <p class="px-muted">{words.t("seated.leave_text")}</p>
        <div>
          <button type="button" class="px-btn px-plain-btn" onClick={() => void app.seating("leave", {})}>{words.t("menu.leave")}</button>
        </div>
      </section>
    </article>
  );
}

function PinForm({ learner }: { learner: LearnerMessage }): JSX.Element {
  const { app, words, id, announce } = usePlayer();
  const [old, setOld] = useState("");
  const [fresh, setFresh] = useState("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [done, setDone] = useState("");
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const refuse = (field: Refusal["field"], text: string): void => {
    setRefusal({ field, text });
    setDone("");
    form.current?.querySelector<HTMLElement>(`#${CSS.escape(`${id}-pin-${field}`)}`)?.focus();
  };
  const protect = async (next: string): Promise<void> => {
    if (busy) return;
    const had = learner.pin;
    if (had && !isPin(old)) return refuse("old", words.t("error.desk.pin_form", PIN));
    if (next && !isPin(next)) return refuse("new", words.t("error.desk.pin_form", PIN));
    setBusy(true);
    const problem = await app.seating("protect", { pin: old, new: next });
    setBusy(false);
    if (problem) return refuse(had ? "old" : "new", words.problem(problem, PIN));
    const said = words.t(!next ? "pin.removed" : had ? "pin.changed" : "pin.added");
    for (const clear of [setOld, setFresh]) clear("");
    setRefusal(null);
    setDone(said);
    announce(said);
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    if (fresh) void protect(fresh);
    else refuse("new", words.t("error.desk.pin_form", PIN));
  };
  const why = (field: Refusal["field"]): string | undefined => (refusal?.field === field ? refusal.text : undefined);
  return (
    <form class="px-card px-stack" ref={form} noValidate onSubmit={submit}>
      <div class="px-stack px-tight">
        <h2>{words.t("pin.section")}</h2>
        <p class="px-muted">{words.t("pin.worth")}</p>
      </div>
      {done && <p class="px-note">{done}</p>}
      {learner.pin && <PinField id={`${id}-pin-old`} label={words.t("pin.old")} value={old} write={setOld} error={why("old")} />}
      <PinField id={`${id}-pin-new`} label={words.t("pin.new")} hint={words.t("pin.form", PIN)} value={fresh} write={setFresh} error={why("new")} />
      <div class="px-row">
        <button type="submit" class="px-btn px-primary" aria-disabled={busy}>{words.t(learner.pin ? "pin.change" : "pin.add")}</button>
        {learner.pin && (
          <button type="button" class="px-btn px-plain-btn" aria-disabled={busy} onClick={() => void protect("")}>
            {words.t("pin.remove")}
          </button>
        )}
      </div>
    </form>
  );
}
