/**
 * A pretended kernel: a widget model whose other side is a small assessor in memory.
 * It can be made deaf, slow or failing, so that every state of the player can be seen and tested.
 */

import type { Model } from "../src/comm";
import type { CallProblem, Lang, Outcome, Raw, View } from "../src/protocol";
import { WRITTEN } from "./questions";
import { answered, asking, end, pause, start, tutorial } from "./views";

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
  model: Model;
  #traits: Record<string, unknown>;
  #listeners: [string, Listener][] = [];

  /** @param show Makes the view on screen, in a language. */
  constructor(public show: (lang: Lang) => View, traits: Record<string, unknown> = {}) {
    this.#traits = { plan: "1.3", lang: "fr", view: null, place: "voila", ...traits };
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
    const problem = this.failing[method]?.shift();
    const [result, sent] = problem ? [null, []] : this.#do(method, params);
    if (this.mute) return;
    const reply = problem ? { id, ok: false, error: problem } : { id, ok: true, result };
    setTimeout(() => !this.deaf && this.emit("msg:custom", structuredClone(reply), sent), this.delay);
  }

  #do(method: string, params: Params): [unknown, DataView[]] {
    switch (method) {
      case "view": return [this.show(params.lang), []];
      case "start": return [this.#present(asking, FLOW[0]!)(params.lang), []];
      case "next": return [this.#goOn(params.lang), []];
      case "answer": case "skip": return [this.#write(method, params), []];
      case "report": return [{ saved_at: this.#now(), view: this.show(params.lang) }, []];
      case "file": return file(String(params.name));
      case "tutorial": return [tutorial(params.lang), []];
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

/** What each scene of the harness shows. */
export function scene(name: string): (lang: Lang) => View {
  const [screen, kind = "number"] = name.split("-");
  switch (screen) {
    case "question": return (lang) => asking(lang, kind);
    case "feedback": return (lang) => answered(lang, kind);
    case "kept": return (lang) => ({ ...answered(lang, kind), feedback: null });
    case "checkpoint": return pause;
    case "end": return (lang) => end(lang, Number(kind) >= 0 ? Number(kind) : 3);
    default: return start;
  }
}

export const SCENES = [
  "start", "checkpoint", "end", "end-0", "kept", ...Object.keys(WRITTEN).flatMap((name) => [`question-${name}`, `feedback-${name}`]),
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

