/**
 * Printing one screen alone. In Voilà the page is the player; in JupyterLab the player is one cell among many panels,
 * so that it is copied into a page of its own first.
 */

import type { Place } from "./session";

const FRAME = "pixnb-print";

export function printScreen(root: HTMLElement, place: Place, title: string): void {
  if (place === "voila") {
    const before = document.title;
    document.title = title;
    window.print();
    document.title = before;
    return;
  }
  printAlone(root, title);
}

function printAlone(root: HTMLElement, title: string): void {
  // Some browsers do not say when they are done: the copy of last time goes now.
  document.querySelector(`iframe[name="${FRAME}"]`)?.remove();
  const frame = document.createElement("iframe");
  frame.name = FRAME;
  frame.setAttribute("aria-hidden", "true");
  frame.style.cssText = "position:fixed;inset:auto auto 0 0;width:210mm;height:297mm;border:0;visibility:hidden";
  frame.srcdoc = page(root, title);
  frame.onload = () => {
    const inside = frame.contentWindow;
    if (!inside) return;
    inside.onafterprint = () => frame.remove();
    void inside.document.fonts.ready.then(() => inside.print());
  };
  document.body.append(frame);
}

/** The player as a page: its own style sheets and nothing of the page around it. */
export function page(root: HTMLElement, title: string): string {
  const page = document.implementation.createHTMLDocument("");
  page.title = title;
  page.documentElement.lang = root.lang;
  for (const sheet of document.querySelectorAll("style")) {
    if (sheet.textContent?.includes(".pixnb")) page.head.append(page.importNode(sheet, true));
  }
  for (const link of document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet][href*=player]")) {
    const copy = page.importNode(link, true);
    copy.href = link.href;
    page.head.append(copy);
  }
  page.body.style.margin = "0";
  page.body.append(page.importNode(root, true));
  return `<!doctype html>${page.documentElement.outerHTML}`;
}
