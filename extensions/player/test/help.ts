/**
 * Small helpers shared by the tests.
 */

import type { Shelf } from "../src/drafts";

/** A store in memory that behaves as the browser's. */
export class MemoryShelf implements Shelf {
  kept = new Map<string, string>();
  get length(): number {
    return this.kept.size;
  }
  key(index: number): string | null {
    return [...this.kept.keys()][index] ?? null;
  }
  getItem(name: string): string | null {
    return this.kept.get(name) ?? null;
  }
  setItem(name: string, value: string): void {
    this.kept.set(name, value);
  }
  removeItem(name: string): void {
    this.kept.delete(name);
  }
}

/** Waits until something is so; the last failure is thrown when it never is. */
export async function eventually<T>(look: () => T, patience = 2000): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    try {
      return look();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
