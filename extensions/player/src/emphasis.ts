/**
 * Emphasis in words. Where two options say the same and differ only in what is bold or in italics, a screen reader
 * would read the same twice: there, and only there, the emphasis is said.
 */

import { plainText } from "./html";
import type { Words } from "./i18n";

const NAMES = { strong: "bold", b: "bold", em: "italic", i: "italic" } as const;

/** Whether some of these texts have the same words and another look. */
export function alike(htmls: readonly string[]): boolean {
  const different = new Set(htmls);
  return new Set([...different].map(plainText)).size < different.size;
}

/** Whether the options of a question, if it has some, are so. */
export function optionsAlike({ options }: { options?: unknown }): boolean {
  return Array.isArray(options) && alike(options.map((each) => (each as { html?: string } | null)?.html ?? ""));
}

/** The same HTML, with where its emphasis begins and ends said to screen readers. */
export function saidAloud(html: string, words: Words): string {
  const template = document.createElement("template");
  template.innerHTML = html;
  for (const element of template.content.querySelectorAll("strong, b, em, i")) {
    const name = NAMES[element.localName as keyof typeof NAMES];
    element.before(unseen(words.t(`emphasis.${name}`)));
    element.after(unseen(words.t(`emphasis.${name}_end`)));
  }
  return template.innerHTML;
}

function unseen(text: string): HTMLElement {
  const element = document.createElement("span");
  element.className = "px-vh";
  element.textContent = text;
  return element;
}
