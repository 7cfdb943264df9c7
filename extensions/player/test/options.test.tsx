/**
 * What makes options, lists and blanks readable: marks after the verdict, emphasis in words, long texts in full.
 */

import "./dom";
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { kernelOf, type FakeKernel } from "../dev/fake";
import { alike, saidAloud } from "../src/emphasis";
import { words } from "../src/i18n";
import widget from "../src/index";
import { eventually } from "./help";

let leave = (): void => undefined;
let root: HTMLElement;
afterEach(() => {
  leave();
  document.body.replaceChildren();
  localStorage.clear();
});

async function opened(name: string, change: (kernel: FakeKernel) => void = () => undefined): Promise<void> {
  const kernel = kernelOf(name, { place: "lab" });
  change(kernel);
  root = document.body.appendChild(document.createElement("div"));
  leave = widget.render({ model: kernel.model, el: root });
  await eventually(() => assert.ok(root.querySelector("main h1")));
}

/** Changes what is asked, or what is said to it. */
function changed(change: (view: any) => void): (kernel: FakeKernel) => void {
  return (kernel) => {
    const before = kernel.show;
    kernel.show = (lang) => {
      const view = structuredClone(before(lang));
      change(view);
      return view;
    };
  };
}
const texts = (selector: string): string[] =>
  [...root.querySelectorAll(selector)].map((each) => (each.textContent ?? "").replace(/\s+/g, " ").trim());

test("after the verdict each tick has its mark, and right ones that were not ticked are named", async () => {
  await opened("feedback-several");
  assert.deepEqual(texts(".px-given .px-plain:first-of-type > li"), ["158à revoir", "1570juste"]);
  assert.deepEqual(texts(".px-given .px-missing ~ .px-plain > li"), ["1,62"]);
  assert.match(texts(".px-given")[0]!, /Il fallait aussi cocher/);
});

test("where nothing was left out, nothing is said to be missing", async () => {
  await opened("feedback-several", changed((view) => (view.feedback.detail = { 1: false, 3: true })));
  assert.deepEqual(texts(".px-given .px-mark"), ["à revoir", "juste"]);
  assert.equal(root.querySelectorAll(".px-missing").length, 0);
});

test("one option chosen has no marks: the verdict is its mark", async () => {
  await opened("feedback-choice");
  assert.equal(root.querySelectorAll(".px-mark, .px-missing").length, 0);
});

test("options that differ only in emphasis have it in words for screen readers", async () => {
  await opened("question-emphasis");
  const [first, second] = texts(".px-option");
  assert.equal(first, "Le [en italique :] mardi 5 mai [fin de l’italique] , on passe [en gras :] Nuit de neige [fin du gras] à Dinan.");
  assert.notEqual(first, second);
  assert.ok([...root.querySelectorAll(".px-option .px-vh")].every((each) => each.textContent!.includes("[")));
});

test("the answer and the solution of such a question say it too", async () => {
  await opened("feedback-emphasis");
  assert.match(texts(".px-given li")[0]!, /\[en italique :\] mardi/);
  assert.match(texts(".px-details .px-rich")[0]!, /\[en gras :\] mardi/);
});

test("emphasis elsewhere is left as it is", async () => {
  await opened("question-emphasis", changed((view) => (view.question.ask.options[0].html = "Le <em>jeudi</em>")));
  assert.equal(root.querySelectorAll(".px-option .px-vh").length, 0);
  assert.equal(alike(["<b>a</b>", "b"]), false);
  assert.equal(alike(["<b>a</b>", "<b>a</b>"]), false);
  assert.equal(alike(["<b>a</b>", "a"]), true);
});

test("emphasis inside emphasis is said from the outside in", () => {
  const template = document.createElement("template");
  template.innerHTML = saidAloud("<strong>a <em>b</em></strong>", words("en"));
  assert.equal(template.content.textContent!.replace(/\s+/g, " ").trim(), "[in bold:] a [in italics:] b [end of italics] [end of bold]");
});

test("a chosen text too long for a closed list is written out below it, unheard by screen readers", async () => {
  await opened("question-sources");
  const [select] = root.querySelectorAll("select");
  assert.equal(root.querySelectorAll(".px-select-whole").length, 0);
  for (const [id, shown] of [["r2", ["Une publicité vers un site qui n’est pas celui de l’éditeur"]], ["r1", []]] as const) {
    select!.value = id;
    select!.dispatchEvent(new Event("change", { bubbles: true }));
    await eventually(() => assert.deepEqual(texts(".px-select-whole[aria-hidden=true]"), shown));
  }
});

test("a blank in a sentence grows with what is typed, and tells nothing before", async () => {
  await opened("question-blanks");
  const [first, second] = root.querySelectorAll<HTMLInputElement>(".px-sentence input");
  const before = first!.size;
  assert.equal(second!.size, before);
  first!.value = "a".repeat(38);
  first!.dispatchEvent(new Event("input", { bubbles: true }));
  await eventually(() => assert.ok(first!.size > 38));
  assert.equal(second!.size, before);
});

for (const [decimals, unit, hint, keys] of [
  [undefined, "", "Écris un nombre.", "decimal"],
  [0, "", "Un nombre entier.", "numeric"],
  [2, "", "Un nombre, avec une virgule si besoin.", "decimal"],
  [0, "km", "Un nombre, en km.", "numeric"],
] as const) {
  test(`a number with ${decimals ?? "unknown"} decimals${unit && ` in ${unit}`} is asked for as “${hint}”`, async () => {
    await opened("question-number", changed((view) => (view.question.ask = { label: "", unit, ...(decimals !== undefined && { decimals }) })));
    assert.deepEqual(texts(".px-field .px-hint"), [hint]);
    assert.equal(root.querySelector("input")!.getAttribute("inputmode"), keys);
  });
}
