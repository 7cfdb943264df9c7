/**
 * What the whole app knows and does, without any drawing: who sits here, which screen is asked for, in which
 * language, and one session for each plan that was opened. A session outlives its screen, so that an answer that
 * waits for the connection is sent though the learner looks elsewhere meanwhile.
 */

import { Drafts } from "./drafts";
import { kindOf } from "./kinds";
import { Pages } from "./pages";
import type {
  CallProblem, Calls, DeskMessage, HomeMessage, Lang, Method, ProfileMessage, TutorialMessage, View,
} from "./protocol";
import { pathTo, routeOf, type Move, type Router } from "./router";
import type { Seat } from "./seat";
import { BUSY_STORE, Session } from "./session";
import { patiently, problemOf } from "./transport";

/** What the kernel sends along for the first paint. */
export interface First {
  desk: DeskMessage | null;
  /** A path, see `router.ts`. */
  route: string;
  page: View | HomeMessage | ProfileMessage | TutorialMessage | null;
}

export interface Opening {
  lang: Lang;
  first: First | null;
  drafts: Drafts;
  /** ms to wait before each new try while the store is busy. */
  patience?: readonly number[];
}

export interface AppState {
  readonly lang: Lang;
  /** Null as long as it is not known. */
  readonly desk: DeskMessage | null;
  readonly path: string;
  /** How the screen was come to; null as the page opened. */
  readonly move: Move | null;
  /** The screen before this one. */
  readonly from: string;
  /** A call under way that leads to another screen. */
  readonly busy: Method | null;
  readonly problem: CallProblem | null;
}

type Seating = "register" | "enter" | "leave" | "protect";

export class Application {
  state: AppState;
  readonly pages = new Pages();
  /** For screens that are about no plan. */
  readonly #rest: Session;
  #sessions = new Map<string, Session>();
  #listeners = new Set<() => void>();
  #again: (() => Promise<void>) | null = null;
  #unwatch: () => void;

  constructor(
    readonly seat: Seat,
    readonly router: Router,
    private readonly opening: Opening,
  ) {
    const { lang, first } = opening;
    this.state = {
      lang, desk: first?.desk ?? null, path: router.path, move: null, from: "", busy: null, problem: null,
    };
    this.#rest = this.#newSession("", null);
    if (first) this.#keepFirst(first);
    seat.onDesk = (desk) => this.#sit(desk);
    router.watch((path, move) => this.#arrive(path, move));
    this.#unwatch = seat.watch((connection) => void (connection === "ok" && !this.state.desk && this.open()));
  }

  /** The session of the plan on screen. */
  get session(): Session {
    const route = routeOf(this.state.path);
    return (route.name === "plan" && this.#sessions.get(route.id)) || this.#rest;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  close(): void {
    this.#unwatch();
    this.#closeSessions();
    this.#rest.close();
    this.router.close();
    this.#listeners.clear();
  }

  /** Asks for the screen and who sits here: the kernel may not know them yet, or know of somebody else by now. */
  async open(): Promise<void> {
    if (!this.state.desk?.learner) return this.#askDesk();
    await Promise.all([this.#visit(), this.#askDesk()]);
  }

  go(path: string, replace = false): void {
    if (path !== this.state.path) this.router.go(path, replace);
  }

  /** Back to the screen before, home when there is none. */
  back(): void {
    if (this.router.deep) this.router.back();
    else this.go("home", true);
  }

  async speak(lang: Lang): Promise<void> {
    if (lang === this.state.lang) return;
    this.#set({ lang });
    await this.session.speak(lang);
  }

  /** A call that only reads; the screen says itself what became of it. */
  ask<M extends Method>(method: M, params: Calls[M]["params"]): Promise<Calls[M]["result"]> {
    return patiently(this.seat, this.opening.patience ?? BUSY_STORE, method, params);
  }

  /** The same question with other values, as practice. */
  practise(attempt: string, question: string): Promise<void> {
    return this.#enter("practise", (lang) => ({ attempt, question, lang }));
  }

  /** The plan behind a teacher's code; null when it is open, else why it is not. */
  async join(code: string): Promise<CallProblem | null> {
    this.#set({ busy: "join" });
    try {
      this.#present(await this.ask("join", { code, lang: this.state.lang }));
      return null;
    } catch (error) {
      return problemOf(error);
    } finally {
      this.#set({ busy: null });
    }
  }

  /** Changes who sits here, or their PIN; null when done, else why not. */
  async seating<M extends Seating>(method: M, params: Calls[M]["params"]): Promise<CallProblem | null> {
    const { move } = this.state;
    // Another screen comes of this: its heading takes the focus.
    this.#set({ move: "replace", from: "" });
    try {
      await this.ask(method, params);
      return null;
    } catch (error) {
      this.#set({ move });
      return problemOf(error);
    }
  }

  /** Tries again what failed. */
  async retry(): Promise<void> {
    const again = this.#again;
    this.#again = null;
    this.#set({ problem: null });
    if (this.seat.connection === "lost") await this.seat.probe();
    if (again) await again();
    else if (!this.state.desk) await this.open();
    else await this.session.retry();
  }

  // — inside —

  #set(change: Partial<AppState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of [...this.#listeners]) listener();
  }

  #newSession(plan: string, view: View | null): Session {
    const { drafts, patience } = this.opening;
    return new Session(this.seat, {
      plan, lang: this.state.lang, view, drafts, ...(patience ? { patience } : {}),
      empty: (question) => kindOf(question.kind).empty(question.ask),
    });
  }

  #sessionOf(plan: string, view: View | null = null): Session {
    const session = this.#sessions.get(plan) ?? this.#newSession(plan, view);
    this.#sessions.set(plan, session);
    return session;
  }

  #closeSessions(): void {
    for (const session of this.#sessions.values()) session.close();
    this.#sessions.clear();
  }

  /** What came with the page, under the name of the screen it belongs to. */
  #keepFirst({ route, page, desk }: First): void {
    const at = routeOf(route);
    if (at.name === "plan") this.#sessionOf(at.id, page as View | null);
    if (!page || !desk?.learner) return;
    if (at.name === "home") this.pages.keep("home", {}, page as HomeMessage);
    if (at.name === "profile") this.pages.keep("profile", {}, page as ProfileMessage);
    if (at.name === "lesson") this.pages.keep("tutorial", { tutorial: at.id }, page as TutorialMessage);
  }

  async #askDesk(): Promise<void> {
    try {
      await this.ask("desk", { token: this.seat.token });
    } catch (error) {
      if (this.state.desk?.learner) return;
      const problem = problemOf(error);
      // The banner speaks of a lost connection; the desk is asked again when it is back.
      this.#set({ problem: problem.code === "lost" ? null : problem });
    }
  }

  /** Nothing of one learner is left on screen for the next. */
  #sit(desk: DeskMessage): void {
    const before = this.state.desk?.learner?.id;
    this.#set({ desk, problem: null });
    if (desk.learner?.id === before) return;
    if (before) this.#closeSessions();
    this.pages.forget();
    if (before || routeOf(this.state.path).name === "who") this.go("home", true);
    else if (desk.learner) void this.#visit();
  }

  #arrive(path: string, move: Move): void {
    const from = this.state.path;
    // The session is there before the screen is drawn.
    const route = routeOf(path);
    if (route.name === "plan") this.#sessionOf(route.id);
    this.#set({ path, move, from, problem: null });
    if (this.state.desk?.learner) void this.#visit();
  }

  /** Asks for the screen of the plan, in the language of now. */
  async #visit(): Promise<void> {
    const route = routeOf(this.state.path);
    if (route.name !== "plan") return;
    const session = this.#sessionOf(route.id);
    this.#set({});
    await session.open(this.state.lang);
  }

  async #enter(method: "practise", params: (lang: Lang) => Calls["practise"]["params"]): Promise<void> {
    if (this.state.busy) return;
    this.#set({ busy: method, problem: null });
    try {
      this.#present(await this.ask(method, params(this.state.lang)));
      this.#set({ busy: null });
    } catch (error) {
      this.#again = () => this.#enter(method, params);
      this.#set({ busy: null, problem: problemOf(error) });
    }
  }

  /** Goes to a plan whose screen is already there. */
  #present(view: View): void {
    this.#sessionOf(view.plan.id, view).show(view);
    this.go(pathTo("plan", view.plan.id));
  }
}
