/**
 * What screens read from the assessor, kept as it last was: coming back shows it at once while it is asked for again.
 */

import { useEffect, useReducer, useRef } from "preact/hooks";
import { usePlayer } from "./player";
import type { CallProblem, Calls, Lang } from "./protocol";
import { problemOf } from "./transport";

/** Calls that only read, and whose result is a screen's content. */
export type PageMethod = "home" | "profile" | "history" | "review" | "reviewed" | "lessons" | "tutorial";
/** Their parameters but the language, which is the learner's. */
export type PageParams<M extends PageMethod> = Omit<Calls[M]["params"], "lang">;

export interface Page<T> {
  /** The last known content, perhaps in the other language while this one is on its way; null before the first. */
  data: T | null;
  loading: boolean;
  /** Why the last try failed; older content stays. */
  problem: CallProblem | null;
  /** Asks again. */
  retry(): void;
  /** Puts in newer content that is already known, as after a mark. */
  keep(data: T): void;
}

/** The contents known by this page of the browser. */
export class Pages {
  #kept = new Map<string, unknown>();

  peek<M extends PageMethod>(method: M, params: PageParams<M>): Calls[M]["result"] | null {
    return (this.#kept.get(nameOf(method, params)) as Calls[M]["result"]) ?? null;
  }

  keep<M extends PageMethod>(method: M, params: PageParams<M>, data: Calls[M]["result"]): void {
    this.#kept.set(nameOf(method, params), data);
  }

  /** Someone else sits here now. */
  forget(): void {
    this.#kept.clear();
  }
}

interface Fetching {
  name: string;
  problem: CallProblem | null;
}

/**
 * The content of a screen: what is known at once, then what the assessor says now. Asked again when the language
 * changes and when a lost connection is back.
 */
export function usePage<M extends PageMethod>(method: M, params: PageParams<M>): Page<Calls[M]["result"]> {
  const { app, words: { lang }, state: { connection } } = usePlayer();
  const name = nameOf(method, params);
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const [tries, retry] = useReducer((count: number) => count + 1, 0);
  const now = useRef<Fetching & { loading: boolean }>({ name, loading: true, problem: null });
  if (now.current.name !== name) now.current = { name, loading: true, problem: null };

  useEffect(() => {
    const mine = (now.current = { name, loading: true, problem: null });
    const current = (): boolean => now.current === mine;
    redraw(0);
    app.ask(method, { ...params, lang: lang as Lang } as Calls[M]["params"]).then(
      (data) => {
        if (!current()) return;
        app.pages.keep(method, params, data);
        now.current = { name, loading: false, problem: null };
        redraw(0);
      },
      (error) => {
        if (!current()) return;
        now.current = { name, loading: false, problem: problemOf(error) };
        redraw(0);
      },
    );
    return () => {
      if (current()) now.current = { ...mine };
    };
  }, [name, lang, tries]);
  useEffect(() => {
    if (connection === "ok" && now.current.problem?.code === "lost") retry(0);
  }, [connection, now.current.problem]);

  return {
    data: app.pages.peek(method, params),
    loading: now.current.loading,
    problem: now.current.problem,
    retry: () => retry(0),
    keep: (data) => {
      app.pages.keep(method, params, data);
      redraw(0);
    },
  };
}

function nameOf(method: string, params: object): string {
  return JSON.stringify([method, Object.entries(params).sort(([one], [other]) => (one < other ? -1 : 1))]);
}
