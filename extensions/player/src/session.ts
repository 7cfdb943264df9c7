/**
 * What the player knows and does, without any drawing: the view on screen, the answer being written,
 * what is being saved, and how each call is sent again after the connection was lost.
 */

import type { Drafts } from "./drafts";
import type {
  CallProblem, Calls, FileContent, Lang, Method, QuestionMessage, Raw, Receipt, ReportCategory, StartMode, View,
} from "./protocol";
import type { Notice, State } from "./state";
import { CallError, patiently, problemOf, type Connection, type Transport } from "./transport";

export type { Notice, Place, Saving, State } from "./state";

export interface Setting {
  /** Empty for a session that is about no plan. */
  plan: string;
  lang: Lang;
  /** A view for the first paint. */
  view: View | null;
  drafts: Drafts;
  /** The answer sent for a question that was left untouched. */
  empty(question: QuestionMessage): Raw;
  /** ms to wait before each new try while the store is busy. */
  patience?: readonly number[];
}

/** The open question on screen. */
interface Asked {
  attempt: string;
  question: QuestionMessage;
}

/** Calls during which a lost connection leaves something to send again by itself. */
const RESENT: readonly Method[] = ["view", "start", "next", "answer", "skip"];
export const BUSY_STORE = [500, 1500, 3000] as const;

export class Session {
  state: State;
  #listeners = new Set<(state: State) => void>();
  #again: (() => Promise<void>) | null = null;
  #held = false;
  #pause: { attempt: string; after: string } | null = null;
  #unwatch: () => void;

  constructor(
    private readonly transport: Transport,
    private readonly setting: Setting,
  ) {
    this.state = {
      lang: setting.lang, view: null, busy: null, connection: transport.connection,
      saving: "none", savedAt: null, raw: null, upload: null, invalid: null, refusals: 0, problem: null, notice: null,
    };
    if (setting.view?.lang === setting.lang) this.show(setting.view);
    this.#unwatch = transport.watch((connection) => this.#onConnection(connection));
  }

  subscribe(listener: (state: State) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  close(): void {
    this.#unwatch();
    this.#listeners.clear();
  }

  /** Asks for the screen, and sends again what was being saved when the page was left. */
  async open(lang: Lang = this.state.lang): Promise<void> {
    if (lang !== this.state.lang) this.#set({ lang, invalid: null });
    await this.#look();
    await this.#resume();
  }

  begin(mode: StartMode = "first"): Promise<void> {
    return this.#run("start", (lang) => ({ plan: this.setting.plan, lang, mode }), (view) => this.show(view));
  }

  /** Goes on from the screen of a feedback or a checkpoint. */
  next(): Promise<void> {
    const { view } = this.state;
    if (!view) return Promise.resolve();
    const from = { attempt: view.attempt, after: view.after };
    return this.#run("next", (lang) => ({ ...from, lang }), (next) => {
      this.#pause = next.screen === "checkpoint" ? from : null;
      this.show(next);
    });
  }

  /** Changes the answer on screen from what it is now. */
  write(change: (raw: Raw | null) => Raw): void {
    const at = this.#asked();
    if (!at) return;
    const raw = change(this.state.raw);
    this.setting.drafts.change(at.attempt, at.question.id, { raw });
    this.#set({ raw });
  }

  attach(upload: File | null): void {
    this.write(() => ({ name: upload?.name ?? "" }));
    this.#set({ upload, invalid: null });
  }

  /** Refuses an answer here, without asking the assessor: nothing is sent. */
  refuse(invalid: CallProblem): void {
    this.#set({ invalid, refusals: this.state.refusals + 1 });
  }

  async answer(): Promise<void> {
    const at = this.#asked();
    if (!at || this.state.busy) return;
    const answer = this.state.raw ?? this.setting.empty(at.question);
    const upload = this.state.upload ? new Uint8Array(await this.state.upload.arrayBuffer()) : undefined;
    this.setting.drafts.change(at.attempt, at.question.id, { raw: this.state.raw, pending: "answer" });
    await this.#save("answer", (lang) => ({ ...this.#call(at, lang), answer }), at, upload);
  }

  async skip(): Promise<void> {
    const at = this.#asked();
    if (!at || this.state.busy) return;
    this.setting.drafts.change(at.attempt, at.question.id, { pending: "skip" });
    await this.#save("skip", (lang) => this.#call(at, lang), at);
  }

  /** Tells of a problem with the question; null when it is on disk, else why it is not. */
  async report(category: ReportCategory, text: string, key: string): Promise<CallProblem | null> {
    const at = this.#asked();
    if (!at) return { code: "attempt", params: {} };
    try {
      await this.#patiently("report", { ...this.#call(at, this.state.lang), category, text, key });
      this.say({ key: "notice.reported" });
      return null;
    } catch (error) {
      return problemOf(error);
    }
  }

  /** The bytes of a file of the question on screen. */
  file(name: string): Promise<FileContent> {
    const { view, lang } = this.state;
    const question = view?.question ?? view?.feedback?.question;
    if (!view || !question) return Promise.reject(new CallError("attempt"));
    return this.#patiently("file", { attempt: view.attempt, question: question.id, name, lang });
  }

  async speak(lang: Lang): Promise<void> {
    if (lang === this.state.lang) return;
    this.#set({ lang, invalid: null });
    await this.#look();
  }

  say(notice: Notice): void {
    this.#set({ notice });
  }

  /** Tries again what failed. */
  async retry(): Promise<void> {
    const again = this.#again;
    this.#set({ problem: null });
    if (this.transport.connection === "lost") await this.transport.probe();
    else if (again) await again();
    else await this.open();
  }

  // — inside —

  #set(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
    for (const listener of [...this.#listeners]) listener(this.state);
  }

  /** The open question on screen. */
  #asked(): Asked | null {
    const { view } = this.state;
    return view?.screen === "question" && view.question ? { attempt: view.attempt, question: view.question } : null;
  }

  #call(at: Asked, lang: Lang): Calls["skip"]["params"] {
    const { key } = this.setting.drafts.open(at.attempt, at.question.id);
    return { attempt: at.attempt, question: at.question.id, key, lang };
  }

  /** Asks for the screen as it is now; a pause is known to this page alone, and is asked for as it came. */
  #look(): Promise<void> {
    if (!this.setting.plan) return Promise.resolve();
    const pause = this.#pause;
    if (pause && this.state.view?.screen === "checkpoint") {
      return this.#run("next", (lang) => ({ ...pause, lang }), (view) => this.show(view));
    }
    return this.#run("view", (lang) => ({ plan: this.setting.plan, lang }), (view) => this.show(view));
  }

  /** Puts a screen up that the assessor sent. */
  show(view: View): void {
    const before = this.#asked();
    this.#set({ view, problem: null, savedAt: view.saved_at, saving: view.saved_at ? "saved" : "none" });
    const now = this.#asked();
    if (now && before && now.attempt === before.attempt && now.question.id === before.question.id) return;
    const draft = now ? this.setting.drafts.open(now.attempt, now.question.id) : null;
    // The bytes of a file do not outlive the page: the learner chooses it again.
    const file = now?.question.kind === "file";
    const notice = draft?.raw ? { key: file ? "notice.file_again" : "notice.restored" } as const : null;
    this.#set({ raw: file ? null : (draft?.raw ?? null), upload: null, invalid: null, notice });
  }

  /** After a reload: an answer that was being saved is sent again with the same key. */
  async #resume(): Promise<void> {
    const at = this.#asked();
    if (!at || this.state.busy) return;
    const { pending } = this.setting.drafts.open(at.attempt, at.question.id);
    const missing = at.question.kind === "file" && !this.state.upload;
    if (pending === "skip") await this.skip();
    else if (pending === "answer" && !missing) await this.answer();
    else return;
    if (!this.state.invalid && !this.state.problem) this.#set({ notice: { key: "notice.resent" } });
  }

  #save(
    method: "answer" | "skip", params: (lang: Lang) => Calls["answer"]["params"] | Calls["skip"]["params"],
    at: Asked, upload?: Uint8Array,
  ): Promise<void> {
    this.#set({ saving: "saving" });
    const done = (receipt: Receipt): void => {
      this.setting.drafts.close(at.attempt, at.question.id);
      this.show(receipt.view);
      this.#set({ saving: "saved", savedAt: receipt.saved_at });
    };
    return this.#run(method, params as (lang: Lang) => Calls["answer"]["params"], done, upload);
  }

  /** One call at a time that changes the screen; `params` are made anew each time it is sent. */
  async #run<M extends Method>(
    method: M, params: (lang: Lang) => Calls[M]["params"], done: (result: Calls[M]["result"]) => void,
    upload?: Uint8Array,
  ): Promise<void> {
    if (this.state.busy) return;
    const { lang, notice } = this.state;
    this.#again = null;
    this.#set({ busy: method, problem: null, invalid: null, notice: method === "view" ? notice : null });
    try {
      const result = await this.#patiently(method, params(lang), upload);
      this.#set({ busy: null });
      done(result);
    } catch (error) {
      this.#again = () => this.#run(method, params, done, upload);
      await this.#fail(method, problemOf(error));
    }
    // The language was changed while the call was under way.
    if (!this.state.busy && !this.state.problem && this.state.lang !== lang) await this.#look();
  }

  async #fail(method: Method, problem: CallProblem): Promise<void> {
    const { code } = problem;
    if (code === "lost" && RESENT.includes(method)) return this.#hold(method);
    this.#set({ busy: null });
    if (method === "answer" || method === "skip") this.#unsave();
    if (code === "invalid" || code.startsWith("invalid.")) return this.refuse(problem);
    if ((code === "conflict" || code === "attempt") && method !== "view") return this.#catchUp();
    this.#set({ problem });
  }

  /** The answer was handed back: nothing is being saved any more. */
  #unsave(): void {
    const at = this.#asked();
    if (at) this.setting.drafts.change(at.attempt, at.question.id, { pending: null });
    this.#set({ saving: this.state.savedAt ? "saved" : "none" });
  }

  /** The connection is lost: the call stays "under way" and is sent again when it is back. */
  #hold(method: Method): void {
    this.#held = true;
    if (method === "answer" || method === "skip") this.#set({ saving: "offline" });
    // It may have come back between the failure and now.
    if (this.transport.connection === "ok") this.#onConnection("ok");
  }

  #onConnection(connection: Connection): void {
    this.#set({ connection });
    if (connection !== "ok" || !this.#held) return;
    this.#held = false;
    this.#set({ busy: null, saving: this.state.saving === "offline" ? "saving" : this.state.saving });
    void this.#again?.();
  }

  /** The attempt moved on elsewhere: show where it is now. */
  async #catchUp(): Promise<void> {
    await this.#look();
    if (!this.state.problem) this.say({ key: "notice.moved" });
  }

  #patiently<M extends Method>(
    method: M, params: Calls[M]["params"], upload?: Uint8Array,
  ): Promise<Calls[M]["result"]> {
    return patiently(this.transport, this.setting.patience ?? BUSY_STORE, method, params, upload);
  }
}
