/**
 * The comm transport: replies find their calls, silence is noticed, and so is the way back.
 */

import "./dom";
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { FakeKernel, scene } from "../dev/fake";
import { CommTransport, type Delays } from "../src/comm";
import { CallError } from "../src/transport";
import { eventually } from "./help";

/** For what must be heard: a busy machine takes its time. */
const PATIENT: Delays = { answer: 20_000, ping: 20_000, retry: 10, probe: 20_000, perKilobyte: 0 };
/** For what must be noticed: silence, and life at rest. */
const QUICK: Delays = { answer: 40, ping: 30, retry: 10, probe: 20, perKilobyte: 0 };
const asked = { plan: "1.3", lang: "fr" } as const;
let transport: CommTransport;

function joined(kernel: FakeKernel, delays: Delays = PATIENT): CommTransport {
  transport = new CommTransport(kernel.model, delays);
  return transport;
}
afterEach(() => transport.close());

test("a call gets its own reply, whatever order replies come in", async () => {
  const kernel = new FakeKernel(scene("start"));
  joined(kernel);
  kernel.delay = 15;
  const slow = transport.call("tutorial", { tutorial: "x", lang: "en" });
  kernel.delay = 0;
  const quick = transport.call("view", asked);
  assert.equal((await quick).screen, "start");
  assert.equal((await slow).title, "The average of a column");
});

test("an error comes with its code and parameters", async () => {
  const kernel = new FakeKernel(scene("start"));
  kernel.failing["view"] = [{ code: "invalid.missing_blanks", params: { blanks: ["a"] } }];
  await assert.rejects(joined(kernel).call("view", asked), (error: CallError) => {
    assert.equal(error.code, "invalid.missing_blanks");
    assert.deepEqual(error.params, { blanks: ["a"] });
    return true;
  });
  assert.equal(transport.connection, "ok");
});

test("a call that nobody answers is lost, and the connection is back with the first sign of life", async () => {
  const kernel = new FakeKernel(scene("start"));
  const delays = { ...QUICK };
  joined(kernel, delays);
  const heard: string[] = [];
  transport.watch((connection) => heard.push(connection));
  kernel.deaf = true;
  await assert.rejects(transport.call("view", asked), { code: "lost" });
  assert.deepEqual(heard, ["lost"]);
  Object.assign(delays, PATIENT);
  kernel.deaf = false;
  await eventually(() => assert.deepEqual(heard, ["lost", "ok"]));
  assert.equal((await transport.call("view", asked)).screen, "start");
});

test("a page at rest pings, so that a living page keeps its kernel and a dead kernel is noticed", async () => {
  const kernel = new FakeKernel(scene("start"));
  joined(kernel, QUICK);
  await eventually(() => assert.ok(kernel.pings >= 2));
  assert.equal(kernel.calls.length, 0);
  kernel.deaf = true;
  await eventually(() => assert.equal(transport.connection, "lost"));
});

test("a large file is given time to travel before it counts as lost", async () => {
  const kernel = new FakeKernel(scene("question-file"));
  kernel.delay = 70;
  joined(kernel, { ...PATIENT, answer: 40, perKilobyte: 100 });
  const params = { attempt: "a1", question: "q-file", answer: { name: "x.csv" }, key: "k", lang: "fr" } as const;
  const receipt = await transport.call("answer", params, new Uint8Array(300 * 1024));
  assert.equal(receipt.view.screen, "feedback");
  assert.equal(kernel.calls[0]?.bytes, 300 * 1024);
});

test("the bytes of a file arrive whole and alone, from inside a larger message", async () => {
  const kernel = new FakeKernel(scene("question-number"));
  const file = await joined(kernel).call("file", { attempt: "a1", question: "q", name: "é.csv", lang: "fr" });
  assert.equal(new TextDecoder().decode(file.content), "é.csv\n");
  assert.equal(file.content.byteLength, file.content.buffer.byteLength);
});

test("a model that cannot send and a comm that closes both count as lost at once", async () => {
  const kernel = new FakeKernel(scene("start"));
  kernel.model.send = () => { throw new Error("closed"); };
  await assert.rejects(joined(kernel).call("view", asked), { code: "lost" });
  transport.close();
  const other = new FakeKernel(scene("start"));
  other.deaf = true;
  joined(other);
  other.emit("comm:close");
  assert.equal(transport.connection, "lost");
});

test("replies to another view of the same widget are not taken for one's own", async () => {
  const kernel = new FakeKernel(scene("start"));
  const other = new CommTransport(kernel.model, PATIENT);
  joined(kernel);
  const [one, two] = await Promise.all([other.call("view", { plan: "1.3", lang: "en" }), transport.call("view", asked)]);
  assert.deepEqual([one.lang, two.lang], ["en", "fr"]);
  other.close();
});
