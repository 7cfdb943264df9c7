/**
 * The app: who sits here, which session belongs to which plan, and that a learner's screens are gone with them.
 */

import "./dom";
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { kernelOf, type FakeKernel } from "../dev/fake";
import { Application, type First } from "../src/application";
import { CommTransport } from "../src/comm";
import { Drafts } from "../src/drafts";
import { MemoryRouter } from "../src/router";
import { Seat, TOKEN_NAME } from "../src/seat";
import { eventually, MemoryShelf } from "./help";

const QUICK = { answer: 40, ping: 1000, retry: 10, probe: 20, perKilobyte: 0 };
const opened: { app: Application; transport: CommTransport }[] = [];
afterEach(() => {
  for (const { app, transport } of opened.splice(0)) {
    app.close();
    transport.close();
  }
});

function appOn(kernel: FakeKernel, shelf = new MemoryShelf()): Application {
  const transport = new CommTransport(kernel.model, QUICK);
  const first = kernel.model.get("first") as First;
  const app = new Application(new Seat(transport, shelf), new MemoryRouter(first.route), {
    lang: "fr", first, drafts: new Drafts(new MemoryShelf()), patience: [1, 1, 1],
  });
  opened.push({ app, transport });
  return app;
}

const methods = (kernel: FakeKernel): string[] => kernel.calls.map((call) => call.method);

test("with nobody there the kernel is asked with the token of this tab, which brings the learner back", async () => {
  const kernel = kernelOf("who-several");
  const shelf = new MemoryShelf();
  shelf.setItem(TOKEN_NAME, "token-l2");
  const app = appOn(kernel, shelf);
  await app.open();
  assert.deepEqual(kernel.calls[0]?.params, { token: "token-l2" });
  assert.equal(app.state.desk?.learner?.name, "Karim");
});

test("a token that no longer holds is forgotten", async () => {
  const shelf = new MemoryShelf();
  shelf.setItem(TOKEN_NAME, "token-gone");
  const app = appOn(kernelOf("who-several"), shelf);
  await app.open();
  assert.equal(app.state.desk?.learner, null);
  assert.equal(shelf.getItem(TOKEN_NAME), null);
});

test("sitting down keeps the token, and leaving takes it away and goes home", async () => {
  const shelf = new MemoryShelf();
  const app = appOn(kernelOf("profile"), shelf);
  await app.open();
  assert.equal(shelf.getItem(TOKEN_NAME), "token-l1");
  assert.equal(await app.seating("leave", {}), null);
  assert.equal(shelf.getItem(TOKEN_NAME), null);
  assert.equal(app.state.path, "home");
});

test("a kernel that has forgotten its learner is told again, and the call is made once more", async () => {
  const kernel = kernelOf("question-number");
  const shelf = new MemoryShelf();
  const app = appOn(kernel, shelf);
  await app.open();
  app.session.write(() => ({ text: "9,2" }));
  kernel.desk.seated = null;
  await app.session.answer();
  assert.equal(app.session.state.view?.screen, "feedback");
  assert.equal(kernel.events.size, 1);
  assert.deepEqual(methods(kernel).slice(-3), ["answer", "desk", "answer"]);
});

test("the content of one learner's screens is not there for the next", async () => {
  const app = appOn(kernelOf("home"));
  await app.open();
  app.pages.keep("lessons", {}, { recommended: [], saved: [], done: [], all: [] });
  const plan = (app.go("plan/1.3"), app.session);
  await app.seating("leave", {});
  await app.seating("enter", { learner: "l1" });
  assert.equal(app.pages.peek("lessons", {}), null);
  app.go("plan/1.3");
  assert.notEqual(app.session, plan);
});

test("an answer that waits for the connection is sent though the learner looks elsewhere meanwhile", async () => {
  const kernel = kernelOf("question-number");
  const app = appOn(kernel);
  await app.open();
  app.session.write(() => ({ text: "9,2" }));
  kernel.deaf = true;
  await app.session.answer();
  app.go("home");
  kernel.deaf = false;
  await eventually(() => assert.equal(kernel.events.size, 1));
  app.go("plan/1.3");
  await eventually(() => assert.equal(app.session.state.view?.screen, "feedback"));
});

test("coming back to a plan shows what was being written, then asks for it again", async () => {
  const kernel = kernelOf("question-number");
  const app = appOn(kernel);
  await app.open();
  app.session.write(() => ({ text: "9," }));
  app.go("home");
  assert.equal(app.session.state.view, null);
  app.go("plan/1.3");
  assert.deepEqual(app.session.state.raw, { text: "9," });
  await eventually(() => assert.equal(methods(kernel).filter((name) => name === "view").length, 2));
});

test("a plan opened in one language is asked for in the language of now", async () => {
  const app = appOn(kernelOf("question-number"));
  await app.open();
  app.go("home");
  await app.speak("en");
  app.go("plan/1.3");
  await eventually(() => assert.equal(app.session.state.view?.lang, "en"));
});

test("practice opens as a plan of its own, and Back leads to the feedback it was chosen on", async () => {
  const kernel = kernelOf("feedback-number");
  const app = appOn(kernel);
  await app.open();
  const show = kernel.show;
  await app.practise("a1", "q-number");
  assert.equal(app.state.path, "plan/practice-x");
  assert.equal(app.session.state.view?.plan.purpose, "practice");
  kernel.show = show;
  app.back();
  assert.equal(app.state.path, "plan/1.3");
  assert.equal(app.session.state.view?.screen, "feedback");
});

test("a practice that cannot begin is said, and trying again asks again", async () => {
  const kernel = kernelOf("feedback-number");
  const app = appOn(kernel);
  await app.open();
  kernel.failing["practise"] = [{ code: "bank", params: {} }];
  await app.practise("a1", "q-number");
  assert.equal(app.state.problem?.code, "bank");
  assert.equal(app.state.path, "plan/1.3");
  await app.retry();
  assert.equal(app.state.problem, null);
  assert.equal(app.state.path, "plan/practice-x");
});

test("a code that nobody gave stays on the screen it was written on", async () => {
  const app = appOn(kernelOf("home"));
  await app.open();
  assert.equal((await app.join("XYZ"))?.code, "code.unknown");
  assert.equal(app.state.path, "home");
  assert.equal(await app.join("DATA3E"), null);
  assert.equal(app.state.path, "plan/1.3");
});

test("Back without a screen before leads home", () => {
  const app = appOn(kernelOf("lesson"));
  app.back();
  assert.equal(app.state.path, "home");
});

test("when the kernel cannot say who sits here, it is said, and trying again asks again", async () => {
  const kernel = kernelOf("who-several");
  kernel.model.set("first", null);
  const transport = new CommTransport(kernel.model, QUICK);
  const app = new Application(new Seat(transport, new MemoryShelf()), new MemoryRouter("home"), {
    lang: "fr", first: null, drafts: new Drafts(new MemoryShelf()), patience: [],
  });
  opened.push({ app, transport });
  kernel.failing["desk"] = [{ code: "store.corrupt", params: {} }];
  await app.open();
  assert.equal(app.state.problem?.code, "store.corrupt");
  await app.retry();
  assert.equal(app.state.desk?.learners.length, 3);
});
