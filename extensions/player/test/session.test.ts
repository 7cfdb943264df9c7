/**
 * The session: an answer is written once whatever happens to the connection, and nothing typed is lost.
 */

import "./dom";
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { FakeKernel, scene } from "../dev/fake";
import { CommTransport } from "../src/comm";
import { Drafts } from "../src/drafts";
import { kindOf } from "../src/kinds";
import type { Lang, View } from "../src/protocol";
import { Session } from "../src/session";
import { eventually, MemoryShelf } from "./help";

const QUICK = { answer: 40, ping: 1000, retry: 10, probe: 20, perKilobyte: 0 };
const opened: { session: Session; transport: CommTransport }[] = [];

function player(kernel: FakeKernel, shelf = new MemoryShelf(), lang: Lang = "fr", view: View | null = null): Session {
  const transport = new CommTransport(kernel.model, QUICK);
  const session = new Session(transport, {
    plan: "1.3", lang, view, drafts: new Drafts(shelf), patience: [1, 1, 1],
    empty: (question) => kindOf(question.kind).empty(question.ask),
  });
  opened.push({ session, transport });
  return session;
}
/** What happens to the page when it goes away. */
function leave(): void {
  for (const { session, transport } of opened.splice(0)) {
    session.close();
    transport.close();
  }
}
afterEach(leave);

const answers = (kernel: FakeKernel): FakeKernel["calls"] => kernel.calls.filter((call) => call.method === "answer");

test("an answer is saved, and its draft is gone with the receipt", async () => {
  const kernel = new FakeKernel(scene("question-number"));
  const shelf = new MemoryShelf();
  const session = player(kernel, shelf);
  await session.open();
  session.write(() => ({ text: "9,2" }));
  assert.equal(shelf.length, 1);
  await session.answer();
  assert.equal(session.state.view?.screen, "feedback");
  assert.equal(session.state.saving, "saved");
  assert.ok(session.state.savedAt);
  assert.equal(shelf.length, 0);
});

test("when the reply is lost, the answer is sent again by itself with the same key, and counts once", async () => {
  const kernel = new FakeKernel(scene("question-number"));
  const session = player(kernel);
  await session.open();
  session.write(() => ({ text: "9,2" }));
  kernel.mute = true;
  await session.answer();
  assert.equal(session.state.connection, "lost");
  assert.equal(session.state.saving, "offline");
  assert.equal(session.state.busy, "answer");
  kernel.mute = false;
  await eventually(() => assert.equal(session.state.view?.screen, "feedback"));
  assert.equal(answers(kernel).length, 2);
  assert.equal(new Set(answers(kernel).map((call) => call.params.key)).size, 1);
  assert.equal(kernel.events.size, 1);
  assert.equal(session.state.busy, null);
});

test("while an answer waits for the connection, it cannot be sent twice", async () => {
  const kernel = new FakeKernel(scene("question-number"));
  const session = player(kernel);
  await session.open();
  kernel.deaf = true;
  await session.answer();
  await session.answer();
  await session.skip();
  kernel.deaf = false;
  await eventually(() => assert.equal(session.state.view?.screen, "feedback"));
  assert.deepEqual(kernel.calls.map((call) => call.method), ["view", "answer"]);
});

test("after a reload, the answer that was being saved is sent again with the same key", async () => {
  const shelf = new MemoryShelf();
  const before = new FakeKernel(scene("question-number"));
  const session = player(before, shelf);
  await session.open();
  session.write(() => ({ text: "9,2" }));
  before.mute = true;
  await session.answer();
  leave();
  const after = new FakeKernel(scene("question-number"));
  const next = player(after, shelf);
  await next.open();
  assert.equal(next.state.view?.screen, "feedback");
  assert.equal(answers(after)[0]?.params.key, answers(before)[0]?.params.key);
  assert.deepEqual(answers(after)[0]?.params.answer, { text: "9,2" });
  assert.equal(next.state.notice?.key, "notice.resent");
  assert.equal(shelf.length, 0);
});

test("after a reload, a skip that was being saved is sent again too", async () => {
  const shelf = new MemoryShelf();
  const before = new FakeKernel(scene("question-number"));
  const session = player(before, shelf);
  await session.open();
  before.deaf = true;
  await session.skip();
  leave();
  const after = new FakeKernel(scene("question-number"));
  await player(after, shelf).open();
  assert.deepEqual(after.calls.map((call) => call.method), ["view", "skip"]);
});

test("after a reload, what was only typed is found again and not sent", async () => {
  const shelf = new MemoryShelf();
  const session = player(new FakeKernel(scene("question-number")), shelf);
  await session.open();
  session.write(() => ({ text: "9," }));
  leave();
  const kernel = new FakeKernel(scene("question-number"));
  const next = player(kernel, shelf);
  await next.open();
  assert.deepEqual(next.state.raw, { text: "9," });
  assert.equal(answers(kernel).length, 0);
  assert.equal(next.state.notice?.key, "notice.restored");
});

test("after a reload, a file has to be chosen again: it is not sent without its bytes", async () => {
  const shelf = new MemoryShelf();
  const before = new FakeKernel(scene("question-file"));
  const session = player(before, shelf);
  await session.open();
  session.attach(new File(["a;b"], "tri.csv"));
  before.deaf = true;
  await session.answer();
  leave();
  const kernel = new FakeKernel(scene("question-file"));
  const next = player(kernel, shelf);
  await next.open();
  assert.equal(answers(kernel).length, 0);
  assert.equal(next.state.raw, null);
  assert.equal(next.state.notice?.key, "notice.file_again");
});

test("a file is sent again with its bytes when the connection comes back", async () => {
  const kernel = new FakeKernel(scene("question-file"));
  const session = player(kernel);
  await session.open();
  session.attach(new File(["a;b"], "tri.csv"));
  kernel.mute = true;
  await session.answer();
  kernel.mute = false;
  await eventually(() => assert.equal(session.state.view?.screen, "feedback"));
  assert.deepEqual(answers(kernel).map((call) => call.bytes), [3, 3]);
});

test("a refused answer is handed back: kept on screen, not pending, and the key stays", async () => {
  const kernel = new FakeKernel(scene("question-number"));
  const shelf = new MemoryShelf();
  const session = player(kernel, shelf);
  await session.open();
  session.write(() => ({ text: "abc" }));
  kernel.failing["answer"] = [{ code: "invalid.not_a_number", params: {} }];
  await session.answer();
  assert.equal(session.state.invalid?.code, "invalid.not_a_number");
  assert.equal(session.state.refusals, 1);
  assert.deepEqual(session.state.raw, { text: "abc" });
  assert.equal(session.state.busy, null);
  assert.equal(new Drafts(shelf).open("a1", "q-number").pending, null);
  session.write(() => ({ text: "9,2" }));
  await session.answer();
  const keys = answers(kernel).map((call) => call.params.key);
  assert.equal(keys[0], keys[1]);
  assert.equal(session.state.invalid, null);
});

test("an answer refused after it was sent again is handed back as well", async () => {
  const kernel = new FakeKernel(scene("question-number"));
  const shelf = new MemoryShelf();
  const session = player(kernel, shelf);
  await session.open();
  session.write(() => ({ text: "abc" }));
  kernel.deaf = true;
  await session.answer();
  kernel.failing["answer"] = [{ code: "invalid.not_a_number", params: {} }];
  kernel.deaf = false;
  await eventually(() => assert.equal(session.state.invalid?.code, "invalid.not_a_number"));
  assert.equal(new Drafts(shelf).open("a1", "q-number").pending, null);
  assert.notEqual(session.state.saving, "offline");
});

test("an attempt that moved on elsewhere is shown where it is now", async () => {
  const kernel = new FakeKernel(scene("question-number"));
  const session = player(kernel);
  await session.open();
  kernel.failing["answer"] = [{ code: "conflict", params: {} }];
  kernel.show = scene("feedback-choice");
  await session.answer();
  assert.equal(session.state.view?.feedback?.question.kind, "choice");
  assert.equal(session.state.notice?.key, "notice.moved");
});

test("a busy store is asked again before the learner is told", async () => {
  const kernel = new FakeKernel(scene("question-number"));
  const busy = { code: "store.busy", params: {} };
  const session = player(kernel);
  await session.open();
  kernel.failing["answer"] = [busy, busy];
  await session.answer();
  assert.equal(session.state.view?.screen, "feedback");
  assert.equal(new Set(answers(kernel).map((call) => call.params.key)).size, 1);
});

test("any other failure is said, and trying again sends the same answer", async () => {
  const kernel = new FakeKernel(scene("question-number"));
  const session = player(kernel);
  await session.open();
  session.write(() => ({ text: "9,2" }));
  kernel.failing["answer"] = [{ code: "store.full", params: {} }];
  await session.answer();
  assert.equal(session.state.problem?.code, "store.full");
  assert.equal(session.state.saving, "saved");
  await session.retry();
  assert.equal(session.state.view?.screen, "feedback");
  assert.equal(kernel.events.size, 1);
});

test("switching the language keeps what was typed and the screen", async () => {
  const kernel = new FakeKernel(scene("question-number"));
  const session = player(kernel);
  await session.open();
  session.write(() => ({ text: "9," }));
  await session.speak("en");
  assert.equal(session.state.view?.lang, "en");
  assert.deepEqual(session.state.raw, { text: "9," });
});

test("a language chosen while a call is under way is the one shown in the end", async () => {
  const kernel = new FakeKernel(scene("question-number"));
  const session = player(kernel);
  await session.open();
  kernel.delay = 10;
  const saving = session.answer();
  await session.speak("en");
  await saving;
  assert.equal(session.state.view?.screen, "feedback");
  assert.equal(session.state.view?.lang, "en");
});

test("next sends the token of the screen it leaves", async () => {
  const kernel = new FakeKernel(scene("feedback-number"));
  const session = player(kernel);
  await session.open();
  await session.next();
  const call = kernel.calls.find((each) => each.method === "next");
  assert.deepEqual(call?.params, { attempt: "a1", after: "feedback:q", lang: "fr" });
});

test("an untouched question sends the kind's empty answer, for the assessor to hand back", async () => {
  for (const [name, empty] of [["choice", { choices: [] }], ["order", { order: [] }], ["match", { pairs: {} }]] as const) {
    const kernel = new FakeKernel(scene(`question-${name}`));
    const session = player(kernel);
    await session.open();
    await session.answer();
    assert.deepEqual(answers(kernel)[0]?.params.answer, empty);
  }
});

test("a report says whether it arrived, and the question stays", async () => {
  const kernel = new FakeKernel(scene("question-number"));
  const session = player(kernel);
  await session.open();
  assert.equal(await session.report("file", "vide", "k1"), null);
  kernel.failing["report"] = [{ code: "store.full", params: {} }];
  assert.equal((await session.report("file", "vide", "k2"))?.code, "store.full");
  assert.equal(session.state.view?.screen, "question");
  const { category, text, key } = kernel.calls.find((call) => call.method === "report")!.params;
  assert.deepEqual([category, text, key], ["file", "vide", "k1"]);
});

test("the first view is painted without a round trip, unless it is in another language", () => {
  const kernel = new FakeKernel(scene("start"));
  const first = (lang: Lang): Session => player(kernel, new MemoryShelf(), lang, scene("start")("fr"));
  const [same, other] = [first("fr"), first("en")];
  assert.equal(same.state.view?.screen, "start");
  assert.equal(other.state.view, null);
});
