/**
 * Which screen is asked for, as a short path such as "review/a1". In Voilà it stands in the address behind "#/", so
 * that the browser's Back works; in JupyterLab, whose address is not ours, it is kept in memory.
 */

export type Route =
  | { name: "home" | "profile" | "history" | "lessons" | "who" }
  | { name: "plan" | "review" | "lesson"; id: string };

/** How a screen was come to: "pop" is Back or Forward. */
export type Move = "push" | "replace" | "pop";

export interface Router {
  readonly path: string;
  /** Whether there is a screen of ours to go back to. */
  readonly deep: boolean;
  go(path: string, replace?: boolean): void;
  back(): void;
  /** What a link to a screen has as its address; undefined where screens have none. */
  address(path: string): string | undefined;
  watch(listener: (path: string, move: Move) => void): void;
  close(): void;
}

const ALONE = ["home", "profile", "history", "lessons", "who"] as const;
const WITH_ID = ["plan", "review", "lesson"] as const;

/** The screen of a path; home when there is no such screen. */
export function routeOf(path: string): Route {
  const slash = path.indexOf("/");
  const [head, id] = slash < 0 ? [path, ""] : [path.slice(0, slash), decoded(path.slice(slash + 1))];
  const named = WITH_ID.find((name) => name === head);
  if (named && id) return { name: named, id };
  return { name: ALONE.find((name) => name === head) ?? "home" };
}

/** "plan/1.3": the path of a screen about one thing. */
export function pathTo(name: (typeof WITH_ID)[number], id: string): string {
  return `${name}/${encodeURIComponent(id)}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

type Listener = (path: string, move: Move) => void;

/** The part of a window that is used. */
type Place = Pick<Window, "history" | "location" | "addEventListener" | "removeEventListener">;

export class HashRouter implements Router {
  path: string;
  #listener: Listener = () => undefined;

  /** @param start The screen of an address that names none. */
  constructor(private readonly start: string, private readonly place: Place = window) {
    this.path = this.#read();
    place.addEventListener("popstate", this.#onPop);
  }

  get deep(): boolean {
    return this.#depth() > 0;
  }

  go(path: string, replace = false): void {
    const { history } = this.place;
    const depth = this.#depth();
    if (replace) history.replaceState({ pixnb: depth }, "", this.address(path));
    else history.pushState({ pixnb: depth + 1 }, "", this.address(path));
    this.#move(path, replace ? "replace" : "push");
  }

  back(): void {
    this.place.history.back();
  }

  address(path: string): string {
    return `#/${path}`;
  }

  watch(listener: Listener): void {
    this.#listener = listener;
  }

  close(): void {
    this.place.removeEventListener("popstate", this.#onPop);
  }

  #onPop = (): void => {
    const path = this.#read();
    if (path !== this.path) this.#move(path, "pop");
  };

  #move(path: string, move: Move): void {
    this.path = path;
    this.#listener(path, move);
  }

  #read(): string {
    const { hash } = this.place.location;
    return hash.startsWith("#/") && hash.length > 2 ? hash.slice(2) : this.start;
  }

  #depth(): number {
    const state = this.place.history.state as { pixnb?: number } | null;
    return state?.pixnb ?? 0;
  }
}

export class MemoryRouter implements Router {
  #before: string[] = [];
  #listener: Listener = () => undefined;

  constructor(public path: string) {}

  get deep(): boolean {
    return this.#before.length > 0;
  }

  go(path: string, replace = false): void {
    if (!replace) this.#before.push(this.path);
    this.#move(path, replace ? "replace" : "push");
  }

  back(): void {
    const before = this.#before.pop();
    if (before !== undefined) this.#move(before, "pop");
  }

  address(): undefined {
    return undefined;
  }

  watch(listener: Listener): void {
    this.#listener = listener;
  }

  close(): void {
    this.#listener = () => undefined;
  }

  #move(path: string, move: Move): void {
    this.path = path;
    this.#listener(path, move);
  }
}
