/**
 * The screens to read, drawn over a pretended kernel: what they show, ask for and change.
 */

import "./dom";
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { kernelOf, type FakeKernel } from "../dev/fake";
import widget from "../src/index";
import { page } from "../src/print";
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
  const kernel = kernelOf(name, { place: "lab", ...traits });
  root = document.body.appendChild(document.createElement("div"));
  leave = widget.render({ model: kernel.model, el: root });
  await eventually(() => find("article h1"));
  return kernel;
}

function find<E extends HTMLElement = HTMLElement>(selector: string, inside: ParentNode = root): E {
  const found = inside.querySelector<E>(selector);
  assert.ok(found, `nothing is ${selector}`);
  return found;
}
const all = (selector: string): HTMLElement[] => [...root.querySelectorAll<HTMLElement>(selector)];
/** The words of an element as they are read: pieces apart from each other. */
function text(element: Element): string {
  const pieces = (node: Node): string[] =>
    node.nodeType === 3 ? [node.textContent ?? ""] : [...node.childNodes].flatMap((child) => pieces(child as unknown as Node));
  return pieces(element).join(" ").replace(/\s+/g, " ").trim();
}
function button(label: string, inside: ParentNode = root): HTMLElement {
  const found = [...inside.querySelectorAll<HTMLElement>("button, a")].find((each) => each.textContent?.includes(label));
  assert.ok(found, `no button ${label}`);
  return found;
}
const row = (code: string): HTMLElement => {
  const found = all(".px-standing").find((each) => text(each).startsWith(code));
  assert.ok(found, `no row ${code}`);
  return found;
};
const calls = (kernel: FakeKernel, method: string): Record<string, unknown>[] =>
  kernel.calls.filter((call) => call.method === method).map((call) => call.params);

test("the profile is one table: sixteen rows with their headers in five groups", async () => {
  await opened("profile");
  assert.equal(all("table.px-standings tbody").length, 5);
  assert.equal(all(".px-standing > th[scope=row]").length, 16);
  assert.equal(all(".px-standings [role=columnheader]").length, 3);
  for (const each of all(".px-standings :is(table, tr, th, td)")) assert.ok(each.getAttribute("role"));
});

test("squares are filled to the level, the next one partly; a range and the unknown fill none", async () => {
  await opened("profile");
  assert.equal(row("1.3").querySelectorAll(".px-on").length, 2);
  assert.equal(find(".px-band b > i", row("1.3")).style.width, "75%");
  for (const code of ["2.3", "2.4", "4.3", "5.1"]) {
    assert.equal(row(code).querySelectorAll(".px-on, .px-band b > i").length, 0, code);
  }
  assert.equal(find(".px-band-line > i", row("2.3")).style.left, "15%");
  assert.equal(row("2.4").querySelectorAll(".px-band-line > i").length, 0);
});

test("a row says its level and margin in words", async () => {
  await opened("profile");
  assert.match(text(row("1.3")), /entre 1,8 et 3,7 sur 8, 9 chances sur 10.*Niveau 2 Novice/);
  assert.match(text(row("2.3")), /Entre les niveaux 1 et 3/);
  assert.match(text(row("2.4")), /Pas encore évaluée/);
  assert.doesNotMatch(text(row("2.4")), /entre|Niveau/);
  assert.match(text(row("3.4")), /Niveau 0 Premiers pas/);
});

test("the total has its margin, what is out of reach today, and the date", async () => {
  await opened("profile");
  const head = text(find(".px-profile-head"));
  assert.match(head, /Au 21 novembre 2026 · 214 réponses/);
  assert.match(head, /311 pix sur 1 024 entre 269 et 353, 9 chances sur 10 Aujourd’hui, les questions vont jusqu’à 632 pix/);
});

test("a row opens to say what its level means", async () => {
  await opened("profile");
  const toggle = find("button", row("1.3"));
  const more = document.getElementById(toggle.getAttribute("aria-controls")!)!;
  assert.equal(more.hidden, true);
  toggle.click();
  await eventually(() => assert.equal(more.hidden, false));
  assert.equal(toggle.getAttribute("aria-expanded"), "true");
  assert.match(text(more), /Enchaîne plusieurs gestes.*22 réponses, la dernière le 20 novembre 2026/);
});

test("the same rows in the words of DigComp, with the relation and how official it is", async () => {
  await opened("profile");
  button("DigComp 3.0").click();
  await eventually(() => assert.match(text(find(".px-digcomp-note")), /aucune table officielle/));
  const first = text(all(".px-standing")[0]!);
  assert.match(first, /1\.1 Naviguer, chercher et filtrer de l’information proche/);
  assert.match(first, /CRCN 1\.1 Mener une recherche/);
  assert.equal(all(".px-standing").length, 16);
});

test("the picture of progress has a sentence, five marked lines and all figures", async () => {
  await opened("profile");
  const svg = find("svg[role=img]");
  assert.match(svg.getAttribute("aria-label") ?? "", /ton total est passé de 29 à 311 pix/);
  assert.equal(svg.querySelectorAll(".px-line polyline").length, 5);
  const shapes = [1, 2, 3, 4, 5].map((area) => svg.querySelector(`[data-area="${area}"] .px-marker`)!.getAttribute("d")!.replace(/^M\S+ [-\d.]+/, ""));
  assert.equal(new Set(shapes).size, 5);
  assert.equal(all(".px-figures tbody tr").length, 13);
  assert.equal(text(find(".px-figures tbody tr:last-child td:last-child")), "311");
});

test("an empty profile says so and offers a way to begin", async () => {
  await opened("profile-empty");
  assert.match(text(find(".px-empty")), /Rien n’est encore évalué/);
  assert.doesNotMatch(text(find(".px-profile-head")), /chances sur 10/);
  // Not assessed is not zero, to the eye and to the ear.
  assert.match(text(find(".px-total")), /– Pas encore de score, pix sur 1\s?024/);
  assert.doesNotMatch(text(find(".px-total")), /\b0 pix|^0/);
  assert.equal(find(".px-total strong").getAttribute("aria-hidden"), "true");
  assert.equal(all("svg[role=img]").length, 0);
});

test("the profile is downloaded as CSV and JSON", async () => {
  const kernel = await opened("profile");
  globalThis.URL.createObjectURL = () => "blob:x";
  button("CSV").click();
  await eventually(() => assert.equal(calls(kernel, "export")[0]?.format, "csv"));
  button("JSON").click();
  await eventually(() => assert.equal(calls(kernel, "export")[1]?.format, "json"));
});

test("a download that fails says why", async () => {
  const kernel = await opened("profile");
  kernel.failing["export"] = [{ code: "internal", params: {} }];
  button("CSV").click();
  await eventually(() => assert.match(text(find(".px-download [role=alert]")), /erreur de pixnb/));
});

test("in JupyterLab the profile is printed alone, with its own style sheets", async () => {
  await opened("profile");
  const ours = document.head.appendChild(document.createElement("style"));
  ours.textContent = ".pixnb { color: red }";
  const theirs = document.head.appendChild(document.createElement("style"));
  theirs.textContent = ".jp-Notebook { color: blue }";
  const html = page(find(".pixnb"), "Mon profil – Inès B.");
  assert.match(html, /<title>Mon profil – Inès B\.<\/title>/);
  assert.match(html, /\.pixnb \{ color: red \}/);
  assert.doesNotMatch(html, /jp-Notebook/);
  assert.match(html, /px-standings/);
  ours.remove();
  theirs.remove();
});

test("the history marks practice, resumes what is open and reviews what has answers", async () => {
  await opened("history");
  const [open, practice, finished] = all(".px-attempt");
  assert.match(text(open!), /2\.3 Collaborer.*en cours/);
  assert.ok(button("Reprendre", open!));
  assert.match(text(practice!), /Entraînement/);
  assert.doesNotMatch(text(practice!), /Reprendre|Niveau/);
  assert.match(text(finished!), /Niveau 2 · 22 pix/);
  assert.deepEqual(all("h2").map(text), ["Novembre 2026", "Octobre 2026"]);
});

test("the history can leave practice out, or show it alone", async () => {
  await opened("history");
  const before = all(".px-attempt").length;
  button("Sans les entraînements").click();
  await eventually(() => assert.equal(all(".px-attempt").length, before - 1));
  all(".px-segments button").at(-1)!.click();
  await eventually(() => assert.equal(all(".px-attempt").length, 1));
});

test("a reviewed question is asked for when it is opened, once", async () => {
  const kernel = await opened("review");
  assert.equal(calls(kernel, "reviewed").length, 0);
  const first = find<HTMLDetailsElement>(".px-reviewed details");
  const toggle = async (): Promise<void> => {
    first.open = !first.open;
    first.dispatchEvent(new Event("toggle"));
    await new Promise((resolve) => setTimeout(resolve, 20));
  };
  await toggle();
  await eventually(() => assert.match(text(first), /Ta réponse 64,4 °C.*Tu as additionné les relevés/));
  await toggle();
  await toggle();
  assert.deepEqual(calls(kernel, "reviewed").map((each) => each.question), ["q-number"]);
});

test("a reviewed question is tried again with other values, as practice", async () => {
  const kernel = await opened("review");
  const [first, , , fourth] = all(".px-reviewed details") as HTMLDetailsElement[];
  for (const each of [first!, fourth!]) {
    each.open = true;
    each.dispatchEvent(new Event("toggle"));
  }
  await eventually(() => assert.ok(button("Essayer avec d’autres valeurs", first!)));
  await eventually(() => find(".px-said-to", fourth!));
  assert.doesNotMatch(text(fourth!), /Essayer avec/);
  button("Essayer avec d’autres valeurs", first!).click();
  await eventually(() => assert.deepEqual(calls(kernel, "practise")[0], { attempt: "a1", question: "q-number", lang: "fr" }));
});

test("where the plan keeps its verdicts, none is asked for", async () => {
  const kernel = kernelOf("review", { place: "lab" });
  kernel.verdicts = false;
  root = document.body.appendChild(document.createElement("div"));
  leave = widget.render({ model: kernel.model, el: root });
  const first = await eventually(() => find<HTMLDetailsElement>(".px-reviewed details"));
  first.open = true;
  first.dispatchEvent(new Event("toggle"));
  await eventually(() => assert.match(text(first), /Réponse enregistrée.*ne montre pas/));
  assert.equal(calls(kernel, "reviewed").length, 0);
});

test("a file of a reviewed question is fetched from its own attempt", async () => {
  const kernel = await opened("review");
  globalThis.URL.createObjectURL = () => "blob:x";
  const first = find<HTMLDetailsElement>(".px-reviewed details");
  first.open = true;
  first.dispatchEvent(new Event("toggle"));
  (await eventually(() => button("Télécharger", first))).click();
  await eventually(() => assert.deepEqual(calls(kernel, "file")[0], { attempt: "a1", question: "q-number", name: "releves-valbrune.csv", lang: "fr" }));
});

test("a lesson says which questions it would have helped with", async () => {
  await opened("lessons");
  assert.match(text(all(".px-lesson-row")[0]!), /La moyenne d’une colonne.*Tu as manqué : Quelle est la température/);
});

test("a marked lesson stays in place, joins its list and can be undone", async () => {
  const kernel = await opened("lessons");
  const section = (title: string): HTMLElement => all("section").find((each) => text(find("h2", each)) === title)!;
  const done = button("Faite", section("Pour toi"));
  done.click();
  await eventually(() => assert.equal(done.getAttribute("aria-pressed"), "true"));
  assert.deepEqual(calls(kernel, "mark")[0], { tutorial: "1.3.formulas", lang: "fr", done: true });
  assert.match(text(section("Pour toi")), /La moyenne d’une colonne/);
  assert.match(text(section("Faites")), /La moyenne d’une colonne/);
  assert.match(text(find("[role=status]")), /marquée comme faite/);
  done.click();
  await eventually(() => assert.equal(done.getAttribute("aria-pressed"), "false"));
  assert.equal(calls(kernel, "mark")[1]?.done, false);
  assert.doesNotMatch(text(section("Faites")), /La moyenne d’une colonne/);
});

test("a mark that fails says why and leaves the lesson as it was", async () => {
  const kernel = await opened("lessons");
  kernel.failing["mark"] = [{ code: "store.full", params: {} }];
  const keep = all(".px-toggle")[0]!;
  keep.click();
  await eventually(() => assert.match(text(find(".px-marks [role=alert]")), /plus de place/));
  assert.equal(keep.getAttribute("aria-pressed"), "false");
});

test("a lesson is kept, marked as done and taken along as a notebook", async () => {
  const kernel = await opened("lesson");
  globalThis.URL.createObjectURL = () => "blob:x";
  button("Garder").click();
  await eventually(() => assert.equal(button("Garder").getAttribute("aria-pressed"), "true"));
  button("Télécharger en notebook").click();
  await eventually(() => assert.deepEqual(calls(kernel, "lesson_notebook")[0], { tutorial: "1.3.formulas", lang: "fr" }));
});
