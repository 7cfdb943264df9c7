/**
 * A pretended desk with its learners, and realistic home screens in both languages.
 */

import type { CallProblem, CompetenceCard, DeskMessage, HomeMessage, Lang, LearnerMessage, Standing, Suggestion } from "../src/protocol";
import { profile } from "./reading";

const INES: LearnerMessage = { id: "l1", name: "Inès B.", pin: false };

/** Who sits here and who may; PINs are kept as they are, for this is no real desk. */
export class FakeDesk {
  #pins = new Map([["l3", "4321"]]);
  #tries = 0;

  constructor(public learners: LearnerMessage[], public seated: string | null) {}

  message(): DeskMessage {
    const learner = this.learners.find((each) => each.id === this.seated) ?? null;
    return { learner, learners: this.learners, token: learner ? `token-${learner.id}` : "" };
  }

  /** A result or a problem. */
  do(method: string, params: Record<string, unknown>): DeskMessage | CallProblem {
    const { name = "", pin = "", learner = "", token = "" } = params as Record<string, string>;
    switch (method) {
      case "desk": this.seated ??= this.learners.find((each) => token === `token-${each.id}`)?.id ?? null; break;
      case "leave": this.seated = null; break;
      case "register": return this.#register(name, pin);
      case "enter": return this.#right(learner, pin) ?? this.#sit(learner);
      case "protect": return this.#right(this.seated ?? "", pin) ?? this.#protect(String(params.new ?? ""));
    }
    return this.message();
  }

  #register(name: string, pin: string): DeskMessage | CallProblem {
    if (this.learners.some((each) => each.name.toLowerCase() === name.toLowerCase())) {
      return { code: "desk.name_taken", params: { name } };
    }
    const id = `l${this.learners.length + 10}`;
    if (pin) this.#pins.set(id, pin);
    this.learners = [...this.learners, { id, name, pin: pin !== "" }];
    return this.#sit(id);
  }

  #right(learner: string, pin: string): CallProblem | null {
    const wanted = this.#pins.get(learner);
    if (!wanted || wanted === pin) return null;
    return ++this.#tries < 5 ? { code: "desk.pin", params: { left: 5 - this.#tries } } : { code: "desk.locked", params: { seconds: 60 } };
  }

  #sit(learner: string): DeskMessage {
    this.seated = learner;
    return this.message();
  }

  #protect(pin: string): DeskMessage {
    const id = this.seated ?? "";
    if (pin) this.#pins.set(id, pin);
    else this.#pins.delete(id);
    this.learners = this.learners.map((each) => (each.id === id ? { ...each, pin: pin !== "" } : each));
    return this.message();
  }
}

/** Desks of the scenes. */
export const DESKS: Record<string, () => FakeDesk> = {
  one: () => new FakeDesk([INES], "l1"),
  nobody: () => new FakeDesk([], null),
  several: () => new FakeDesk([INES, { id: "l2", name: "Karim", pin: false }, { id: "l3", name: "Maëlle-Anaïs de la Tour du Pin", pin: true }], null),
  protected: () => new FakeDesk([{ ...INES, id: "l3", pin: true }], "l3"),
};

const DAY = 86_400_000;
const daysFromNow = (days: number): string => new Date(Date.now() + days * DAY).toISOString();

/** @param reason Which suggestion is made. */
export function home(lang: Lang, name = "Inès B.", reason: Suggestion["reason"] = "open"): HomeMessage {
  const empty = reason === "first";
  const { areas, pix, assessed, answers } = profile(lang, empty);
  return {
    name, pix, assessed, answers, competences: 16, saved_lessons: 2,
    suggestion: suggestion(lang, reason),
    areas: areas.map(({ area, name: title, standings }) => ({ area, name: title, cards: standings.map(card) })),
  };
}

function card(standing: Standing, index: number): CompetenceCard {
  if (standing.state === "unassessed") return { standing, next: "start", improve_on: null };
  const next = (["improve", "wait", "resume", "done"] as const)[index % 4]!;
  return { standing, next, improve_on: next === "wait" ? daysFromNow(3) : next === "improve" ? daysFromNow(-1) : null };
}

function suggestion(lang: Lang, reason: Suggestion["reason"]): Suggestion {
  const fr = lang === "fr";
  const plain = { reason, plan: "1.3", title: fr ? "Traiter des données" : "Process data", tutorial: "", minutes: 15, open: null };
  switch (reason) {
    case "open": return { ...plain, minutes: 8, open: { number: 8, since: daysFromNow(-1), low: 5, high: 9, minutes: 8 } };
    case "lesson": return { ...plain, plan: "", tutorial: "1.3.average", title: fr ? "La moyenne d’une colonne" : "The average of a column", minutes: 3 };
    case "all_done": return { ...plain, plan: "", title: "", minutes: 0 };
    default: return plain;
  }
}
