/**
 * A pretended kernel: a widget model whose other side is a small assessor in memory.
 * It can be made deaf, slow or failing, so that every state of the player can be seen and tested.
 */

import type { Model } from "../src/comm";
import type { CallProblem, Lang, Outcome, Raw, Suggestion, View } from "../src/protocol";
import { DESKS, FakeDesk, home } from "./people";
import { WRITTEN } from "./questions";
import { history, Lessons, profile, review, reviewed } from "./reading";
import { answered, asking, end, later, pause, practised, practising, several, start, tutorial, unsure } from "./views";

type Listener = (...args: unknown[]) => void;
type Params = Record<string, unknown> & { lang: Lang };

export interface Call {
  id: string;
  method: string;
  params: Params;
  bytes: number;
}

export class FakeKernel {
  /** Calls as they came, pings left out. */
  calls: Call[] = [];
  pings = 0;
  /** No reply comes, as from a dead kernel. */
  deaf = false;
  /** Calls reach the assessor, but their replies are lost on the way. */
  mute = false;
  /** ms before a reply. */
  delay = 0;
  /** What the next calls of a method fail with. */
  failing: Record<string, CallProblem[]> = {};
  /** Answers and skips that were written down, by idempotency key. */
  events = new Map<string, { question: string; answer: Raw | null }>();
  desk: FakeDesk;
  lessons = new Lessons();
  /** What the home screen suggests. */
  reason: Suggestion["reason"] = "open";
  /** Whether the plan of a past attempt shows its verdicts. */
  verdicts = true;
  model: Model;
  #traits: Record<string, unknown>;
  #listeners: [string, Listener][] = [];

  /**
   * @param show Makes the view on screen, in a language.
   * @param traits The widget's, and `desk` (one of `DESKS`) and `route`, from which `first` is made.
   */
  constructor(public show: (lang: Lang) => View, traits: Record<string, unknown> = {}) {
    const { desk = "one", route = "plan/1.3", ...others } = traits;
    this.desk = DESKS[String(desk)]!();
    this.#traits = { lang: "fr", place: "voila", first: { desk: this.desk.message(), route, page: null }, ...others };
    this.model = {
      get: (name) => this.#traits[name],
      set: (name, value) => void (this.#traits[name] = value),
      save_changes: () => undefined,
      send: (content, _callbacks, buffers) => this.#hear(content as Call, buffers ?? []),
      on: (event, listener) => void this.#listeners.push([event, listener]),
      off: (event, listener) => {
        this.#listeners = this.#listeners.filter(([name, each]) => (event && name !== event) || (listener && each !== listener));
      },
    };
  }

  emit(event: string, ...args: unknown[]): void {
    for (const [name, listener] of [...this.#listeners]) if (name === event) listener(...args);
  }

  #hear({ id, method, params }: Call, buffers: (ArrayBuffer | ArrayBufferView)[]): void {
    if (this.deaf) return;
    if (method === "ping") this.pings++;
    else this.calls.push({ id, method, params, bytes: buffers[0]?.byteLength ?? 0 });
    const [result, sent, refused] = this.#do(method, params, this.failing[method]?.shift());
    const problem = refused ?? null;
    if (this.mute) return;
    const reply = problem ? { id, ok: false, error: problem } : { id, ok: true, result };
    setTimeout(() => !this.deaf && this.emit("msg:custom", structuredClone(reply), sent), this.delay);
  }

  #do(method: string, params: Params, failing?: CallProblem): [unknown, DataView[], CallProblem?] {
    if (failing) return [null, [], failing];
    if (SEATING.includes(method)) {
      const said = this.desk.do(method, params);
      return "code" in said ? [null, [], said] : [said, []];
    }
    if (method !== "ping" && !this.desk.seated) return [null, [], { code: "desk.nobody", params: {} }];
    switch (method) {
      case "view": return [this.show(params.lang), []];
      case "start": return [this.#present(asking, FLOW[0]!)(params.lang), []];
      case "next": return [this.#goOn(params.lang), []];
      case "answer": case "skip": return [this.#write(method, params), []];
      case "report": return [{ saved_at: this.#now(), view: this.show(params.lang) }, []];
      case "file": return file(String(params.name));
      case "tutorial": return [tutorial(params.lang), []];
      case "practise": return [this.#present(practising, String(params.question).replace("q-", ""))(params.lang), []];
      case "home": return [home(params.lang, this.desk.message().learner?.name, this.reason), []];
      case "join": return String(params.code) === "DATA3E" ? [start(params.lang), []] : [null, [], { code: "code.unknown", params: { code: String(params.code) } }];
      case "profile": return [profile(params.lang, this.reason === "first"), []];
      case "history": return [history(params.lang), []];
      case "review": return [review(params.lang, this.verdicts), []];
      case "reviewed": return [reviewed(params.lang, String(params.question)), []];
      case "lessons": return [this.lessons.all(params.lang), []];
      case "mark": return [this.lessons.mark(params.lang, String(params.tutorial), params.saved, params.done), []];
      case "export": return file(`pixnb.${String(params.format)}`);
      case "lesson_notebook": return file("lesson.ipynb");
      default: return [{}, []];
    }
  }

  #present(make: (lang: Lang, name: string) => View, name: string): (lang: Lang) => View {
    return (this.show = (lang) => make(lang, name));
  }

  #write(method: string, params: Params): { saved_at: string; view: View } {
    const key = String(params.key);
    const name = String(params.question).replace("q-", "");
    if (!this.events.has(key)) {
      this.events.set(key, { question: String(params.question), answer: (params.answer as Raw) ?? null });
      const outcome: Outcome = method === "skip" ? "skipped" : WRITTEN[name]!.outcome;
      this.show = (lang) => {
        const view = answered(lang, name);
        return { ...view, feedback: { ...view.feedback!, outcome, given: (params.answer as Raw) ?? null } };
      };
    }
    return { saved_at: this.#now(), view: this.show(params.lang) };
  }

  #goOn(lang: Lang): View {
    const now = this.show(lang);
    if (now.screen === "checkpoint") return (this.show = (other) => end(other))(lang);
    const name = now.feedback?.question.id.replace("q-", "") ?? "";
    const following = FLOW[FLOW.indexOf(name) + 1];
    if (!following) return (this.show = pause)(lang);
    return this.#present(asking, following)(lang);
  }

  #now(): string {
    return new Date().toISOString();
  }
}

/** The questions of the pretended attempt, one of each kind, before the pause and the end. */
export const FLOW = ["choice", "number", "blanks", "order", "match", "text", "file"];

const SEATING = ["desk", "register", "enter", "leave", "protect"];

/** Scenes that are about no plan: their path, desk and suggestion. */
const ELSEWHERE: Record<string, { route: string; desk?: string; reason?: Suggestion["reason"] }> = {
  home: { route: "home" }, "home-first": { route: "home", reason: "first" }, "home-lesson": { route: "home", reason: "lesson" },
  "home-improve": { route: "home", reason: "improve" }, "home-unassessed": { route: "home", reason: "unassessed" },
  "home-all_done": { route: "home", reason: "all_done" },
  "who-first": { route: "home", desk: "nobody" }, "who-several": { route: "home", desk: "several" },
  "who-seated": { route: "who" }, "who-protected": { route: "who", desk: "protected" },
  profile: { route: "profile" }, "profile-empty": { route: "profile", reason: "first" }, history: { route: "history" },
  review: { route: "review/a1" }, lessons: { route: "lessons" }, lesson: { route: "lesson/1.3.average" },
};

/** The pretended kernel of a scene. */
export function kernelOf(name: string, traits: Record<string, unknown> = {}): FakeKernel {
  const { reason = "open", ...opening } = ELSEWHERE[name] ?? {};
  const kernel = new FakeKernel(scene(name), { ...opening, ...traits });
  kernel.reason = reason;
  return kernel;
}

/** What each scene of the harness shows. */
export function scene(name: string): (lang: Lang) => View {
  const [screen, kind = "number"] = name.split("-");
  switch (screen) {
    case "question": return (lang) => asking(lang, kind);
    case "feedback": return (lang) => answered(lang, kind);
    case "practice": return (lang) => practised(lang, kind);
    case "several": return several;
    case "kept": return (lang) => ({ ...answered(lang, kind), feedback: null });
    case "checkpoint": return pause;
    case "end": return (lang) => end(lang, Number(kind) >= 0 ? Number(kind) : 3);
    case "later": return later;
    case "unsure": return unsure;
    default: return start;
  }
}

export const SCENES = [
  ...Object.keys(ELSEWHERE), "start", "checkpoint", "end", "end-0", "unsure", "later", "several", "kept", "practice-number", ...Object.keys(WRITTEN).flatMap((name) => [`question-${name}`, `feedback-${name}`]),
];

/** A file's bytes: a picture for pictures, words for the rest. */
function file(name: string): [unknown, DataView[]] {
  const png = name.endsWith(".png");
  const bytes = png ? Uint8Array.from(atob(PIXELS), (character) => character.charCodeAt(0)) : new TextEncoder().encode(`${name}\n`);
  // Somewhere inside a larger message, as on the wire.
  const wire = new Uint8Array(bytes.length + 7);
  wire.set(bytes, 7);
  return [{ name, media_type: png ? "image/png" : "text/csv" }, [new DataView(wire.buffer, 7)]];
}

const PIXELS = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

