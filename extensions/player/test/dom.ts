/**
 * A browser's globals for the tests. Import it before anything that draws.
 */

import { Window } from "happy-dom";

const window = new Window({ url: "http://localhost:8866/" });
const names = [
  "document", "location", "localStorage", "sessionStorage", "Node", "Element", "HTMLElement", "Event", "KeyboardEvent",
  "MutationObserver", "CSS", "matchMedia", "SVGElement", "DocumentFragment", "history", "addEventListener", "removeEventListener",
] as const;
const METHODS: readonly string[] = ["matchMedia", "addEventListener", "removeEventListener"];
for (const name of names) {
  const value = window[name] as unknown;
  const bound = METHODS.includes(name) ? (value as (...args: unknown[]) => unknown).bind(window) : value;
  Object.defineProperty(globalThis, name, { value: bound, configurable: true, writable: true });
}
Object.defineProperty(globalThis, "window", { value: globalThis, configurable: true });
