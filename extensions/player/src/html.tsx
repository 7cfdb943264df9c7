/**
 * The only place where HTML becomes part of the page. It comes from the assessor, which renders it
 * from Markdown and refuses raw HTML.
 */

import { Fragment, h, type ComponentChild, type HTMLAttributes, type JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

interface HtmlProps {
  html: string;
  class?: string;
  /** Inline HTML goes into a span, blocks into a div. */
  inline?: boolean;
  /** Names of boxes that scroll sideways, for screen readers. */
  labels?: { table: string; code: string };
}

export function Html({ html, inline = false, labels, ...rest }: HtmlProps): JSX.Element {
  const here = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const root = here.current;
    if (!root) return;
    root.innerHTML = html;
    for (const link of root.querySelectorAll("a[href]")) openElsewhere(link);
    return labels ? letScroll(root, labels) : undefined;
  }, [html, labels?.table, labels?.code]);
  return h(inline ? "span" : "div", { ...rest, ref: here } as HTMLAttributes<HTMLElement>);
}

/** The plain text of a piece of HTML. */
export function plainText(html: string): string {
  return (parsed(html).textContent ?? "").replace(/\s+/g, " ").trim();
}

/** HTML as elements, where `replace` may put something else in the place of an element. */
export function fromHtml(html: string, replace: (element: Element) => ComponentChild | undefined): ComponentChild {
  const convert = (node: Node): ComponentChild => {
    if (node.nodeType === Node.TEXT_NODE) return node.textContent;
    if (!(node instanceof Element)) return null;
    const other = replace(node);
    if (other !== undefined) return other;
    const attributes = Object.fromEntries(Array.from(node.attributes, ({ name, value }) => [name, value]));
    return h(node.localName, attributes, ...Array.from(node.childNodes, convert));
  };
  return h(Fragment, null, ...Array.from(parsed(html).childNodes, convert));
}

function parsed(html: string): DocumentFragment {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

/** Following a link must not take the learner away from the question. */
function openElsewhere(link: Element): void {
  link.setAttribute("target", "_blank");
  link.setAttribute("rel", "noopener noreferrer");
}

/** Wide tables and code scroll in their own box; it can be focused only while it has something to scroll. */
function letScroll(root: HTMLElement, labels: { table: string; code: string }): () => void {
  const boxes = Array.from(root.querySelectorAll("table, pre"), (element) => {
    const box = document.createElement("div");
    box.className = "px-scroll";
    box.dataset.label = element.localName === "table" ? labels.table : labels.code;
    element.replaceWith(box);
    box.append(element);
    return box;
  });
  if (typeof ResizeObserver === "undefined") return () => undefined;
  const observer = new ResizeObserver(() => boxes.forEach(markScrolling));
  boxes.forEach((box) => observer.observe(box));
  return () => observer.disconnect();
}

function markScrolling(box: HTMLElement): void {
  const scrolls = box.scrollWidth > box.clientWidth;
  const attributes = { tabindex: "0", role: "region", "aria-label": box.dataset.label ?? "" };
  for (const [name, value] of Object.entries(attributes)) {
    if (scrolls) box.setAttribute(name, value);
    else box.removeAttribute(name);
  }
}
