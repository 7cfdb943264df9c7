/**
 * A picture of a question opens large in a dialog and closes again.
 */

import "./dom";
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { kernelOf } from "../dev/fake";
import widget from "../src/index";
import { eventually } from "./help";

let leave = (): void => undefined;
let root: HTMLElement;
afterEach(() => {
  leave();
  document.body.replaceChildren();
});

function find<E extends HTMLElement = HTMLElement>(selector: string): E {
  const found = root.querySelector<E>(selector);
  assert.ok(found, `nothing is ${selector}`);
  return found;
}
const button = (label: string): HTMLElement => {
  const found = [...root.querySelectorAll<HTMLElement>("button")].find((each) => `${each.textContent} ${each.getAttribute("aria-label")}`.includes(label));
  assert.ok(found, `no button ${label}`);
  return found;
};

async function opened(): Promise<void> {
  globalThis.URL.createObjectURL = () => "blob:x";
  globalThis.URL.revokeObjectURL = () => undefined;
  const kernel = kernelOf("question-long", { place: "lab" });
  root = document.body.appendChild(document.createElement("div"));
  leave = widget.render({ model: kernel.model, el: root });
  await eventually(() => find("img.px-picture"));
}

test("a picture opens large from its button, with the same words, and the focus comes back", async () => {
  await opened();
  const opener = button("Agrandir l’image");
  opener.click();
  const large = await eventually(() => find<HTMLDialogElement>("dialog[open]"));
  assert.equal(find<HTMLImageElement>("dialog img").alt, find<HTMLImageElement>("img.px-picture").alt);
  assert.match(large.getAttribute("aria-label") ?? "", /ventes\.png/);
  button("Fermer").click();
  await eventually(() => assert.equal(root.querySelectorAll("dialog").length, 0));
  assert.ok(document.activeElement === opener);
});

test("a tap on the picture opens it too, as large as it was made, and buttons change that within bounds", async () => {
  await opened();
  find("img.px-picture").click();
  const image = await eventually(() => find<HTMLImageElement>("dialog[open] img"));
  Object.defineProperties(image, { naturalWidth: { value: 900 }, naturalHeight: { value: 540 } });
  Object.defineProperties(find(".px-large-box"), { clientWidth: { value: 300 }, clientHeight: { value: 600 } });
  image.dispatchEvent(new Event("load"));
  const width = (wanted: number) => eventually(() => assert.equal(parseFloat(image.style.width), wanted));
  await width(900);
  button("Plus grand").click();
  await width(1350);
  for (let count = 0; count < 8; count++) {
    button("Plus petit").click();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await width(300);
  assert.equal(button("Plus petit").getAttribute("aria-disabled"), "true");
});
