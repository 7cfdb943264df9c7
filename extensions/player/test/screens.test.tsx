/**
 * The drawn player over a pretended kernel: what is done on screen arrives as the right answer.
 */

import "./dom";
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { FakeKernel, scene } from "../dev/fake";
import widget from "../src/index";
import { dots, remaining } from "../src/parts/Progress";
import { share } from "../src/standing";
import { words } from "../src/i18n";
import type { Raw } from "../src/protocol";
import { eventually } from "./help";

let leave = (): void => undefined;
let root: HTMLElement;
afterEach(() => {
  leave();
  document.body.replaceChildren();
  localStorage.clear();
  sessionStorage.clear();
});

async function opened(name: string, traits: Record<string, unknown> = {}): Promise<FakeKernel> {
  const kernel = new FakeKernel(scene(name), { place: "lab", ...traits });
  root = document.body.appendChild(document.createElement("div"));
  leave = widget.render({ model: kernel.model, el: root });
  await eventually(() => find("h1"));
  return kernel;
}

function find<E extends HTMLElement = HTMLElement>(selector: string): E {
  const found = root.querySelector<E>(selector);
  assert.ok(found, `nothing is ${selector}`);
  return found;
}
const all = (selector: string): HTMLElement[] => [...root.querySelectorAll<HTMLElement>(selector)];
const button = (label: string): HTMLElement => {
  const found = all("button").find((each) => each.textContent?.includes(label));
  assert.ok(found, `no button ${label}`);
  return found;
};
function enter(element: HTMLElement, value: string, event = "input"): void {
  (element as HTMLInputElement).value = value;
  element.dispatchEvent(new Event(event, { bubbles: true }));
}

async function sent(kernel: FakeKernel): Promise<Raw> {
  find("form").dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
  return eventually(() => {
    const call = kernel.calls.find((each) => each.method === "answer");
    assert.ok(call);
    return call.params.answer as Raw;
  });
}

test("ticking one option", async () => {
  const kernel = await opened("question-choice");
  assert.equal(all("input:checked").length, 0);
  all("input[type=radio]")[1]!.click();
  assert.deepEqual(await sent(kernel), { choices: ["2"] });
});

test("ticking several options", async () => {
  const kernel = await opened("question-several");
  all("input[type=checkbox]")[2]!.click();
  await eventually(() => assert.equal(all("input:checked").length, 1));
  all("input[type=checkbox]")[1]!.click();
  assert.deepEqual(await sent(kernel), { choices: ["2", "3"] });
});

test("writing a text, short and long", async () => {
  const kernel = await opened("question-text");
  enter(find("input.px-input"), " Mirabelle ");
  assert.deepEqual(await sent(kernel), { text: " Mirabelle " });
  leave();
  root.remove();
  const other = await opened("question-long");
  enter(find("textarea"), "L’axe");
  assert.deepEqual(await sent(other), { text: "L’axe" });
});

test("a number is sent as it was typed", async () => {
  const kernel = await opened("question-number");
  enter(find("input[inputmode=decimal]"), "1 234,50 °C");
  assert.deepEqual(await sent(kernel), { text: "1 234,50 °C" });
});

test("filling blanks inside a sentence", async () => {
  const kernel = await opened("question-blanks");
  const [name, sign, number] = all(".px-sentence .px-blank");
  enter(name!, "NB.SI");
  enter(sign!, ">=", "change");
  enter(number!, "10");
  assert.deepEqual(await sent(kernel), { blanks: { f: "NB.SI", c: ">=", n: "10" } });
  assert.equal(number!.getAttribute("aria-label"), "nombre, points");
});

test("blanks without a sentence are labelled rows", async () => {
  const kernel = await opened("question-list");
  assert.deepEqual(all(".px-blank-row label").map((label) => label.textContent), ["Fonction 1", "Fonction 2", "Fonction 3"]);
  for (const [index, field] of all(".px-blank-row input").entries()) enter(field, String(index));
  assert.deepEqual(await sent(kernel), { blanks: { 1: "0", 2: "1", 3: "2" } });
});

test("moving an item down keeps the focus on its button and says where it is", async () => {
  const kernel = await opened("question-order");
  const down = all(".px-order button")[1]!;
  down.focus();
  down.click();
  await eventually(() => assert.match(find("[role=status]").textContent ?? "", /position 2 sur 4/));
  assert.equal((document.activeElement as HTMLElement).getAttribute("data-item"), "1");
  assert.deepEqual(await sent(kernel), { order: ["2", "1", "3", "4"] });
});

test("matching each row", async () => {
  const kernel = await opened("question-match");
  for (const [index, value] of ["r2", "r1", "r3"].entries()) {
    enter(all("select")[index]!, value, "change");
    await eventually(() => assert.equal((all("select")[index] as HTMLSelectElement).value, value));
  }
  assert.deepEqual(await sent(kernel), { pairs: { l1: "r2", l2: "r1", l3: "r3" } });
});

test("handing in a file", async () => {
  const kernel = await opened("question-file");
  const input = find<HTMLInputElement>("input[type=file]");
  Object.defineProperty(input, "files", { value: [new File(["a;b\n"], "tri.csv")] });
  input.dispatchEvent(new Event("change", { bubbles: true }));
  await eventually(() => assert.match(find(".px-chosen").textContent ?? "", /tri\.csv/));
  assert.deepEqual(await sent(kernel), { name: "tri.csv" });
  assert.equal(kernel.calls.at(-1)?.bytes, 4);
});

test("a file of another format is refused without a call", async () => {
  const kernel = await opened("question-file");
  const input = find<HTMLInputElement>("input[type=file]");
  Object.defineProperty(input, "files", { value: [new File(["x"], "tri.docx")] });
  input.dispatchEvent(new Event("change", { bubbles: true }));
  await eventually(() => assert.match(find(".px-refusal").textContent ?? "", /Formats acceptés/));
  assert.equal(kernel.calls.filter((call) => call.method === "answer").length, 0);
});

test("a refused answer is explained above and at the field, and takes the focus", async () => {
  const kernel = await opened("question-number", { place: "voila" });
  kernel.failing["answer"] = [{ code: "invalid.empty", params: {} }];
  await sent(kernel);
  await eventually(() => assert.equal(document.activeElement?.className, find(".px-refusal").className));
  const why = find(".px-refusal a").textContent ?? "";
  assert.equal(find(".px-error-text").textContent?.trim(), why);
  assert.match(find("input.px-input").getAttribute("aria-describedby") ?? "", new RegExp(find(".px-error-text").id));
  assert.ok(document.title.startsWith("Erreur"));
});

test("an unknown kind is said in words, and the question can be passed", async () => {
  const kernel = await opened("question-hologram");
  assert.match(find(".px-answer").textContent ?? "", /hologram/);
  button("Je passe").click();
  await eventually(() => assert.equal(kernel.calls.at(-1)?.method, "skip"));
});

test("a question whose field breaks leaves the rest of the page standing", async () => {
  const quiet = console.error;
  console.error = () => undefined;
  const broken = scene("question-choice");
  const kernel = new FakeKernel((lang) => {
    const view = broken(lang);
    return { ...view, question: { ...view.question!, ask: {} } };
  }, { place: "lab" });
  root = document.body.appendChild(document.createElement("div"));
  leave = widget.render({ model: kernel.model, el: root });
  await eventually(() => find(".px-answer .px-note"));
  assert.ok(button("Je passe"));
  console.error = quiet;
});

test("the focus moves to the verdict, then to the next question", async () => {
  const kernel = await opened("question-choice");
  all("input[type=radio]")[0]!.click();
  await sent(kernel);
  await eventually(() => assert.equal(document.activeElement?.textContent, "À revoir"));
  button("Question suivante").click();
  await eventually(() => assert.match(document.activeElement?.textContent ?? "", /température moyenne/));
});

test("there is one live region besides alerts", async () => {
  await opened("question-order");
  assert.equal(all("[role=status], [aria-live]").length, 1);
});

test("keys do not reach JupyterLab's shortcuts", async () => {
  await opened("question-text");
  let heard = 0;
  document.body.addEventListener("keydown", () => heard++);
  find("input.px-input").dispatchEvent(new KeyboardEvent("keydown", { key: "a", bubbles: true }));
  assert.equal(heard, 0);
  assert.equal(find(".pixnb").dataset.lmSuppressShortcuts, "true");
});

test("the picture of a question carries the author's words", async () => {
  await opened("question-long");
  await eventually(() => assert.match(find("img").getAttribute("alt") ?? "", /l’axe commence à 97/));
});

test("a picture that does not come leaves its words", async () => {
  const kernel = new FakeKernel(scene("question-long"), { place: "lab" });
  kernel.failing["file"] = [{ code: "internal", params: {} }];
  root = document.body.appendChild(document.createElement("div"));
  leave = widget.render({ model: kernel.model, el: root });
  await eventually(() => assert.match(find(".px-picture-place").textContent ?? "", /l’axe commence à 97/));
});

test("HTML from the bank is shown, and links open elsewhere", async () => {
  const plain = scene("question-number");
  const kernel = new FakeKernel((lang) => {
    const view = plain(lang);
    return { ...view, question: { ...view.question!, body: '<p>Voir <a href="https://example.org">ici</a>.</p>' } };
  }, { place: "lab" });
  root = document.body.appendChild(document.createElement("div"));
  leave = widget.render({ model: kernel.model, el: root });
  const link = await eventually(() => find(".px-body a"));
  assert.deepEqual([link.getAttribute("target"), link.getAttribute("rel")], ["_blank", "noopener noreferrer"]);
});

test("leaving takes everything down: no ping goes out any more", async () => {
  const kernel = await opened("start");
  leave();
  leave = () => undefined;
  assert.equal(root.childElementCount, 0);
  const before = kernel.calls.length;
  kernel.emit("msg:custom", { id: "x", ok: true, result: {} }, []);
  assert.equal(kernel.calls.length, before);
});

test("progress never names a total", () => {
  const fr = words("fr");
  const at = (low: number, high: number) =>
    remaining({ number: 8, answered: 7, step: 2, steps: 5, remaining: { low, high } }, fr);
  assert.equal(at(5, 9), "encore 5 à 9 environ");
  assert.equal(at(1, 1), "encore 1 question environ");
  assert.equal(at(0, 3), "encore 3 questions au plus");
  assert.equal(at(0, 0), "");
  assert.equal(remaining({ number: 8, answered: 7, step: 2, steps: 5, remaining: null }, fr), "");
});

test("dots show the group of five", () => {
  const at = (answered: number, step: number) => ({ number: 8, answered, step, steps: 5, remaining: null });
  assert.deepEqual(dots(at(7, 2), "question"), { done: 2, now: 2 });
  assert.deepEqual(dots(at(8, 2), "feedback"), { done: 3, now: -1 });
  assert.deepEqual(dots(at(10, 4), "checkpoint"), { done: 5, now: -1 });
  assert.deepEqual(dots(at(0, 0), "question"), { done: 0, now: 0 });
});

test("a result whose margin is wide names a range, and no level beside it", async () => {
  await opened("unsure");
  assert.equal(find("h1").textContent, "Entre les niveaux 1 et 4");
  assert.match(find(".px-level").textContent ?? "", /Pas encore sûr/);
  assert.doesNotMatch(find(".px-level").textContent ?? "", /Niveau 2 /);
  assert.equal(root.querySelectorAll(".px-band .px-on").length, 0);
});

test("the next square is filled by what is already earned, within its bounds", () => {
  assert.equal(share({ ahead: 4, pix_per_level: 8 }), 0.5);
  assert.equal(share({ ahead: 9, pix_per_level: 8 }), 1);
  assert.equal(share({ ahead: 1, pix_per_level: 0 }), 0);
});
