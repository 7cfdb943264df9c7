/**
 * Who sits here, home and the bar on top, over a pretended kernel.
 */

import "./dom";
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { kernelOf, type FakeKernel } from "../dev/fake";
import { home } from "../dev/people";
import { words } from "../src/i18n";
import widget from "../src/index";
import { action } from "../src/parts/CompetenceLink";
import { whenWords } from "../src/parts/Again";
import { suggested } from "../src/suggestion";
import { eventually } from "./help";

let leave = (): void => undefined;
let root: HTMLElement;
afterEach(() => {
  leave();
  document.body.replaceChildren();
  localStorage.clear();
  sessionStorage.clear();
  history.replaceState(null, "", "/");
});

async function opened(name: string, traits: Record<string, unknown> = {}): Promise<FakeKernel> {
  const kernel = kernelOf(name, { place: "lab", ...traits });
  root = document.body.appendChild(document.createElement("div"));
  leave = widget.render({ model: kernel.model, el: root });
  await eventually(() => assert.doesNotMatch(find("main").textContent ?? "", /^Chargement/));
  return kernel;
}
function find<E extends HTMLElement = HTMLElement>(selector: string): E {
  const found = root.querySelector<E>(selector);
  assert.ok(found, `nothing is ${selector}`);
  return found;
}
const all = (selector: string): HTMLElement[] => [...root.querySelectorAll<HTMLElement>(selector)];
const button = (label: string): HTMLElement => {
  const found = all("button, a").find((each) => each.textContent?.includes(label) || each.getAttribute("aria-label") === label);
  assert.ok(found, `no button ${label}`);
  return found;
};
async function enter(element: HTMLElement, value: string): Promise<void> {
  (element as HTMLInputElement).value = value;
  element.dispatchEvent(new Event("input", { bubbles: true }));
  // Drawn before the next key, as in a browser.
  await new Promise((resolve) => setTimeout(resolve));
}
const submit = (selector: string): boolean => find(selector).dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
const title = (text: string): Promise<void> => eventually(() => assert.equal(find("h1").textContent, text));

test("on a new machine a name is enough to begin, and the focus goes to the next heading", async () => {
  const kernel = await opened("who-first");
  await enter(find("input"), "  Inès ");
  submit("form");
  await title("Bonjour Inès");
  assert.deepEqual(kernel.calls.find((call) => call.method === "register")?.params, { name: "Inès" });
  await eventually(() => assert.equal(document.activeElement?.tagName, "H1"));
});

test("no name, a name that is taken and a short PIN are said at their field", async () => {
  const kernel = await opened("who-several");
  button("Je ne suis pas dans la liste").click();
  await title("Un nouveau profil");
  const why = (text: RegExp): Promise<void> => eventually(() => assert.match(find(".px-error-text").textContent ?? "", text));
  submit("form");
  await why(/Écris ton prénom/);
  await enter(find("input"), "KARIM");
  submit("form");
  await why(/KARIM/);
  await enter(find("input"), "Karima");
  await enter(find(".px-pin-input"), "12a");
  await eventually(() => assert.equal(find<HTMLInputElement>(".px-pin-input").value, "12"));
  submit("form");
  await why(/4 à 8 chiffres/);
  assert.equal(kernel.calls.filter((call) => call.method === "register").length, 1);
});

test("a name without a PIN sits down at once", async () => {
  await opened("who-several");
  button("Karim").click();
  await title("Bonjour Karim");
});

test("a PIN is entered on the pad or by keyboard, and a wrong one is said and cleared", async () => {
  await opened("who-several");
  button("Maëlle").click();
  await eventually(() => assert.equal(document.activeElement, find(".px-pin-input")));
  await enter(find(".px-pin-input"), "9999");
  submit("form");
  await eventually(() => assert.match(find(".px-error-text").textContent ?? "", /pas le bon code/));
  assert.equal(find<HTMLInputElement>(".px-pin-input").value, "");
  const typed = (text: string): Promise<void> => eventually(() => assert.equal(find<HTMLInputElement>(".px-pin-input").value, text));
  for (const [index, digit] of [..."4325"].entries()) {
    all(".px-key").find((key) => key.textContent === digit)!.click();
    await typed("4325".slice(0, index + 1));
  }
  button("Effacer le dernier chiffre").click();
  await typed("432");
  await enter(find(".px-pin-input"), "4321");
  submit("form");
  await title("Bonjour Maëlle-Anaïs de la Tour du Pin");
});

test("the fifth wrong PIN says how long to wait", async () => {
  await opened("who-several");
  button("Maëlle").click();
  await eventually(() => find(".px-pin-input"));
  for (let count = 0; count < 5; count++) {
    await enter(find(".px-pin-input"), "0000");
    submit("form");
    await eventually(() => assert.equal(find<HTMLInputElement>(".px-pin-input").value, ""));
  }
  assert.match(find(".px-error-text").textContent ?? "", /Attends 60 secondes/);
});

test("the learner's menu opens, closes with Escape, and lets the learner go", async () => {
  await opened("home");
  const menu = button("Inès B.");
  menu.click();
  await eventually(() => assert.equal(menu.getAttribute("aria-expanded"), "true"));
  menu.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  await eventually(() => assert.equal(menu.getAttribute("aria-expanded"), "false"));
  assert.equal(document.activeElement, menu);
  button("Ce n’est pas moi").click();
  await title("Qui es-tu\u202f?");
  assert.equal(all("nav").length, 0);
});

test("a PIN is added, changed and taken away", async () => {
  const kernel = await opened("who-seated");
  const said = (text: RegExp): Promise<void> => eventually(() => assert.match(find(".px-note").textContent ?? "", text));
  await enter(find("[id$=pin-new]"), "2468");
  submit("form");
  await said(/protégé/);
  await enter(find("[id$=pin-old]"), "2468");
  await enter(find("[id$=pin-new]"), "1357");
  submit("form");
  await said(/changé/);
  await enter(find("[id$=pin-old]"), "1357");
  await eventually(() => assert.equal(find<HTMLInputElement>("[id$=pin-old]").value, "1357"));
  button("Retirer le code").click();
  await said(/plus de code/);
  assert.equal(kernel.desk.message().learner?.pin, false);
});

test("home names the 16 competences with where one stands and what a click does", async () => {
  await opened("home");
  assert.equal(all(".px-comp").length, 16);
  const first = all(".px-comp")[0]!.textContent ?? "";
  assert.match(first, /^1\.1Mener une recherche.*Niveau 3.*Améliorer$/);
  assert.equal(all(".px-comp").filter((card) => card.textContent?.includes("Pas encore évaluée")).length, 2);
});

test("a card leads to its plan, and the bar on top back home", async () => {
  const kernel = await opened("home");
  all(".px-comp")[2]!.click();
  await eventually(() => assert.equal(kernel.calls.find((call) => call.method === "view")?.params.plan, "1.3"));
  await eventually(() => button("Commencer"));
  button("Accueil").click();
  await title("Bonjour Inès B.");
});

test("a code that is not known is said beside its field, which keeps it", async () => {
  await opened("home");
  submit(".px-code-form");
  await eventually(() => assert.match(find(".px-code-form .px-error-text").textContent ?? "", /Écris d’abord/));
  await enter(find(".px-code-form input"), "abc");
  submit(".px-code-form");
  await eventually(() => assert.match(find(".px-code-form .px-error-text").textContent ?? "", /Aucun parcours n’a le code abc/));
  assert.equal(find<HTMLInputElement>(".px-code-form input").value, "abc");
  assert.equal(document.activeElement, find(".px-code-form input"));
});

test("in Voilà the ways between screens are links with addresses, in JupyterLab buttons", async () => {
  await opened("home", { place: "voila" });
  assert.deepEqual(all("nav a").map((link) => link.getAttribute("href")), ["#/home", "#/profile", "#/lessons", "#/history"]);
  assert.equal(find("nav [aria-current=page]").textContent, "Accueil");
  leave();
  root.remove();
  await opened("home");
  assert.equal(all("nav a").length, 0);
  assert.equal(all("nav button").length, 4);
});

test("a page that fails says so, and trying again shows it", async () => {
  const kernel = kernelOf("home", { place: "lab" });
  kernel.failing["home"] = [{ code: "store.corrupt", params: {} }];
  root = document.body.appendChild(document.createElement("div"));
  leave = widget.render({ model: kernel.model, el: root });
  await eventually(() => assert.match(find(".px-problem").textContent ?? "", /abîmé/));
  button("Réessayer").click();
  await title("Bonjour Inès B.");
  assert.equal(all(".px-problem").length, 0);
});

test("switching the language asks for the page again and keeps it on screen meanwhile", async () => {
  const kernel = await opened("home");
  button("English").click();
  await title("Hello Inès B.");
  await eventually(() => assert.match(find(".px-comp").textContent ?? "", /Search/));
  assert.deepEqual(kernel.calls.filter((call) => call.method === "home").map((call) => call.params.lang), ["fr", "en"]);
});

test("the suggestion says where an attempt was left, with its day, and how much may remain", () => {
  const now = new Date(2026, 10, 21, 9, 0);
  const { suggestion } = home("fr");
  const left = (since: Date, change: object = {}): string =>
    suggested({ ...suggestion, open: { ...suggestion.open!, since: since.toISOString(), ...change } }, words("fr"), now).why;
  assert.equal(left(new Date(2026, 10, 20, 23, 50)), "Tu en étais à la question 8, hier. Il reste 5 à 9 questions, environ 8 minutes.");
  assert.match(left(new Date(2026, 10, 18)), /question 8, il y a 3 jours\./);
  assert.match(left(new Date(2026, 10, 21, 8)), /aujourd’hui/);
  assert.match(left(new Date(2025, 10, 21)), /le 21 novembre 2025/);
  assert.match(left(now, { low: 0, high: 1, minutes: 0 }), /Il reste 1 question au plus\.$/);
});

test("each reason leads somewhere of its own", () => {
  const to = (["open", "first", "unassessed", "improve", "lesson", "all_done"] as const)
    .map((reason) => suggested(home("en", "Inès", reason).suggestion, words("en")).to);
  assert.deepEqual(to, ["plan/1.3", "plan/1.3", "plan/1.3", "plan/1.3", "lesson/1.3.average", "profile"]);
});

test("a card that must wait says from when", () => {
  const card = home("fr").areas[0]!.cards[1]!;
  assert.equal(action({ ...card, next: "wait", improve_on: "2026-11-25T10:00:00+01:00" }, words("fr")), "Améliorer dès le 25 novembre");
  assert.equal(action({ ...card, next: "start", improve_on: null }, words("fr")), "Commencer");
});

test("a result says what can be done with it, and from when", () => {
  const later = "2999-11-25T10:00:00+01:00";
  const said = (improve: string | null, reset: string | null): string => whenWords(improve, reset, words("fr")).join(" ");
  assert.match(said(later, later), /améliorer ce niveau à partir du 25 novembre.*tout recommencer à partir du 25 novembre/);
  assert.match(said(null, null), /tout ce que les questions/);
  assert.doesNotMatch(said("2020-01-01T00:00:00Z", "2020-01-01T00:00:00Z"), /à partir du/);
});

test("improving begins with its mode", async () => {
  const kernel = await opened("end");
  button("Améliorer mon niveau").click();
  await eventually(() => assert.equal(kernel.calls.at(-1)?.params.mode, "improve"));
});

test("beginning all over is asked twice, then begins with its mode", async () => {
  const kernel = await opened("end");
  button("Tout recommencer").click();
  await eventually(() => assert.match(find("dialog").textContent ?? "", /ne comptera plus/));
  assert.equal(kernel.calls.filter((call) => call.method === "start").length, 0);
  button("Oui, recommencer").click();
  await eventually(() => assert.equal(kernel.calls.at(-1)?.params.mode, "reset"));
});

test("a result of just now can only be left", async () => {
  await opened("later");
  assert.equal(all("button").filter((each) => /Améliorer|Tout recommencer/.test(each.textContent ?? "")).length, 0);
  button("Retour à l’accueil").click();
  await title("Bonjour Inès B.");
});

test("feedback offers the question with other values, and practice says that it changes no level", async () => {
  const kernel = await opened("feedback-number");
  assert.equal(all(".px-practice").length, 0);
  button("Essayer avec d’autres valeurs").click();
  await eventually(() => assert.match(find(".px-practice").textContent ?? "", /ne change pas ton niveau/));
  const call = kernel.calls.find((each) => each.method === "practise");
  assert.deepEqual(call?.params, { attempt: "a1", question: "q-number", lang: "fr" });
});

test("in a practice, feedback goes on with other values or back", async () => {
  await opened("practice-number");
  assert.ok(button("Encore, avec d’autres valeurs"));
  assert.ok(button("Revenir"));
  assert.equal(all(".px-dots").length, 0);
});
