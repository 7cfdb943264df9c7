/**
 * What the learner has typed, kept on this machine until the assessor's receipt is there.
 * The idempotency key lies beside it, so that an answer sent twice counts once.
 */

import type { Raw } from "./protocol";

export interface Draft {
  /** Idempotency key of this question, made when it is first shown. */
  key: string;
  /** What was typed; null as long as nothing was. */
  raw: Raw | null;
  /** What was being saved when the page was left, if anything. */
  pending: "answer" | "skip" | null;
  /** ms since 1970 of the last change. */
  at: number;
}

const PREFIX = "pixnb.draft";
const KEPT_MS = 30 * 24 * 3600 * 1000;

/** The part of `Storage` that is used. */
export type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

export class Drafts {
  // The page's own copy holds when the browser refuses to store (private windows, full disk).
  #here = new Map<string, Draft>();

  constructor(
    private readonly shelf: Shelf | null = browserShelf(),
    private readonly now: () => number = Date.now,
  ) {
    this.#forgetOld();
  }

  /** The draft of a question, made now if there is none. */
  open(attempt: string, question: string): Draft {
    const name = nameOf(attempt, question);
    const draft = this.#read(name) ?? { key: newKey(), raw: null, pending: null, at: this.now() };
    this.#write(name, draft);
    return draft;
  }

  change(attempt: string, question: string, change: Partial<Pick<Draft, "raw" | "pending">>): void {
    this.#write(nameOf(attempt, question), { ...this.open(attempt, question), ...change, at: this.now() });
  }

  /** Deletes the draft: its answer is on disk at the assessor's. */
  close(attempt: string, question: string): void {
    const name = nameOf(attempt, question);
    this.#here.delete(name);
    this.#quietly((shelf) => shelf.removeItem(name));
  }

  #read(name: string): Draft | null {
    const kept = this.#quietly((shelf) => JSON.parse(shelf.getItem(name) ?? "null") as Draft | null);
    return isDraft(kept) ? kept : (this.#here.get(name) ?? null);
  }

  #write(name: string, draft: Draft): void {
    this.#here.set(name, draft);
    this.#quietly((shelf) => shelf.setItem(name, JSON.stringify(draft)));
  }

  #forgetOld(): void {
    this.#quietly((shelf) => {
      const names = Array.from({ length: shelf.length }, (_, index) => shelf.key(index) ?? "");
      for (const name of names.filter((each) => each.startsWith(PREFIX))) {
        const draft = this.#read(name);
        if (!draft || draft.at < this.now() - KEPT_MS) shelf.removeItem(name);
      }
    });
  }

  #quietly<T>(act: (shelf: Shelf) => T): T | null {
    try {
      return this.shelf ? act(this.shelf) : null;
    } catch {
      return null;
    }
  }
}

/** A random identifier, also where the page is not a secure context (a classroom's plain HTTP). */
export function newKey(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  // RFC 9562 §5.4: version 4, variant 10.
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** The browser's own store, or null where it is refused. */
export function browserShelf(kind: "localStorage" | "sessionStorage" = "localStorage"): Shelf | null {
  try {
    return globalThis[kind] ?? null;
  } catch {
    return null;
  }
}

function nameOf(attempt: string, question: string): string {
  return `${PREFIX}:${attempt}:${question}`;
}

function isDraft(value: unknown): value is Draft {
  return typeof value === "object" && value !== null && typeof (value as Draft).key === "string";
}
