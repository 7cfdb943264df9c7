/**
 * The two halves agree: the messages here and in Python have the same fields, and every code Python raises has a sentence.
 */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { MESSAGES } from "../src/i18n";

// Tests run in extensions/player.
const ROOT = join(process.cwd(), "..", "..", "pixnb");
const python = ["protocol.py", "app_messages.py"].map((name) => readFileSync(join(ROOT, "core", name), "utf8")).join("\n\n\n");
const typescript = ["protocol.ts", "app_messages.ts"]
  .map((name) => readFileSync(join(process.cwd(), "src", name), "utf8")).join("\n");

function pythonFields(name: string): string[] {
  const body = python.split(`class ${name}(TypedDict):\n`)[1]?.split("\n\n\n")[0] ?? "";
  return [...body.matchAll(/^ {4}(\w+): /gm)].map((match) => match[1]!).sort();
}

function typescriptFields(name: string): string[] {
  const [, parent, body] = new RegExp(`interface ${name} (?:extends (\\w+) )?\\{\\n([^}]*)\\}`).exec(typescript) ?? [];
  const own = [...(body ?? "").matchAll(/^ {2}(\w+): /gm)].map((match) => match[1]!);
  return [...own, ...(parent ? typescriptFields(parent) : [])].sort();
}

test("every message has the same fields in both languages", () => {
  const names = [...python.matchAll(/class (\w+)\(TypedDict\)/g)].map((match) => match[1]!);
  assert.ok(names.length > 35);
  for (const name of names) {
    assert.notDeepEqual(pythonFields(name), [], name);
    assert.deepEqual(typescriptFields(name), pythonFields(name), name);
  }
});

test("every call has the same parameters in both languages", () => {
  const calls = [...python.matchAll(/ {4}def (\w+)\(\s*self, \*, ([^)]*)\)/g)];
  assert.ok(calls.length >= 20);
  for (const [, name, given] of calls) {
    // The bytes of a file travel beside the message.
    const wanted = [...given!.matchAll(/(\w+):/g)].map((match) => match[1]!).filter((each) => each !== "upload");
    const line = new RegExp(`^ {2}${name}: \\{ params: (Asked)?(?: & )?(?:\\{([^}]*)\\})?; result`, "m").exec(typescript);
    const own = [...(line?.[2] ?? "").matchAll(/(\w+)\??:/g)].map((match) => match[1]!);
    const asked = line?.[1] ? ["attempt", "question", "lang"] : [];
    assert.deepEqual([...own, ...asked].sort(), wanted.sort(), name);
  }
});

test("every code that Python raises has a sentence", () => {
  // What nbgrader's commands say goes to a terminal or a grade cell.
  const files = readdirSync(ROOT, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".py") && !name.startsWith("nbgrader"));
  const raised = files.flatMap((name) => {
    const text = readFileSync(join(ROOT, name), "utf8");
    return [...text.matchAll(/\bcode ?= ?"([a-z_]+(?:\.[a-z_]+)*)"/g)].map((match) => match[1]!);
  });
  const problems = readFileSync(join(ROOT, "answers", "problems.py"), "utf8");
  const invalid = [...problems.matchAll(/^ {8}"(\w+)": "/gm)].map((match) => `invalid.${match[1]}`);
  assert.ok(raised.length > 8 && invalid.length > 8);
  for (const code of [...raised, ...invalid]) assert.ok(MESSAGES.fr[`error.${code}`], code);
});
