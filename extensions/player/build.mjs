/**
 * Bundles the player into the Python package: one ES module and one style sheet, which load nothing else.
 * `--dev` builds the harness in dev/ beside it.
 */

import { build } from "esbuild";
import { mkdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "..", "..", "pixnb", "widgets", "static");
/** Bytes: what style and script may weigh, compressed where the wire compresses. */
const MOST = { font: 60_000, "player.js": 60_000 };
const BUNDLED = ["preact", "@fontsource-variable/atkinson-hyperlegible-next"];

const common = {
  bundle: true,
  minify: true,
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
  absWorkingDir: here,
};

/** A page that is being served reads the old file or the new one, never half of one. */
async function put(path, content) {
  await writeFile(`${path}.new`, content);
  await rename(`${path}.new`, path);
}

/** What esbuild makes of some options, put in place. */
async function bundle(options) {
  const { outputFiles } = await build({ ...options, write: false });
  for (const { path, contents } of outputFiles) await put(path, contents);
}

/** The module and its style sheet. */
async function player() {
  await mkdir(target, { recursive: true });
  await bundle({
    ...common,
    entryPoints: ["src/index.tsx"],
    outfile: join(target, "player.js"),
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: "preact",
    banner: { js: "/* pixnb player; licences of what is bundled: player.licenses.txt */" },
  });
  await bundle({
    ...common,
    entryPoints: ["src/styles/index.css"],
    outfile: join(target, "player.css"),
    // Browsers of 2023 and later know container queries; nesting is written out for the older of them.
    target: ["chrome106", "firefox110", "safari16"],
    loader: { ".woff2": "dataurl" },
    banner: { css: "/* pixnb player; licences of what is bundled: player.licenses.txt */" },
  });
}

/** Their licences ask to travel with them. */
async function licenses() {
  const texts = BUNDLED.map(async (name) => {
    const folder = join(here, "node_modules", name);
    const { version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    return `${name} ${version}\n\n${(await readFile(join(folder, "LICENSE"), "utf8")).trim()}\n`;
  });
  await put(join(target, "player.licenses.txt"), (await Promise.all(texts)).join(`\n${"-".repeat(80)}\n\n`));
}

async function weigh() {
  const font = "node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2";
  if ((await stat(join(here, font))).size > MOST.font) throw new Error(`the font is heavier than ${MOST.font} bytes`);
  for (const name of ["player.js", "player.css"]) {
    const bytes = await readFile(join(target, name));
    const packed = gzipSync(bytes, { level: 9 }).length;
    console.log(`${name}: ${bytes.length} bytes, ${packed} compressed`);
    if (packed > (MOST[name] ?? Infinity)) throw new Error(`${name} is heavier than ${MOST[name]} bytes compressed`);
  }
}

async function harness() {
  await build({
    ...common,
    minify: false,
    entryPoints: ["dev/harness.ts"],
    outfile: join(here, "dev", "out", "harness.js"),
    format: "esm",
    target: "es2022",
  });
}

await player();
await licenses();
await weigh();
if (process.argv.includes("--dev")) await harness();
