// Builds the pages into src/contested/web/static: `node build.mjs`; with `--tests` the tests into build/tests.
import { build } from "esbuild";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { baseMap } from "./base.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const home = join(here, "../src/contested/web/static");
const out = join(here, `build/static-${process.pid}`); // put in place only when whole
const MOST = 600 * 1024;

async function buildTests() {
  const files = readdirSync(join(here, "tests")).filter((name) => name.endsWith(".ts"));
  await build({
    entryPoints: files.map((name) => join(here, "tests", name)),
    bundle: true, platform: "node", format: "esm", outdir: join(here, "build/tests"), outExtension: { ".js": ".mjs" },
    external: ["node:*"], logLevel: "warning", loader: { ".css": "text" },
  });
}

async function buildPages() {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  await build({
    entryPoints: { app: join(here, "src/main.ts") },
    bundle: true, splitting: true, format: "esm", target: ["es2022"], minify: true, legalComments: "eof",
    outdir: out, chunkNames: "part-[hash]", logLevel: "warning",
  });
  await build({
    entryPoints: { app: join(here, "src/app.css") }, bundle: true, minify: true, outdir: out, logLevel: "warning",
  });
  copyFileSync(join(here, "node_modules/maplibre-gl/dist/maplibre-gl-csp-worker.js"), join(out, "map-worker.js"));
  copyFileSync(join(here, "src/index.html"), join(out, "index.html"));
  const areas = join(here, "../src/contested/data/outputs/disputed_areas.toml");
  writeFileSync(join(out, "base.json"), JSON.stringify(baseMap(areas)));
  report();
  rmSync(home, { recursive: true, force: true });
  mkdirSync(dirname(home), { recursive: true });
  renameSync(out, home);
}

function report() {
  let total = 0;
  for (const name of readdirSync(out).sort()) {
    const zipped = gzipSync(readFileSync(join(out, name)), { level: 9 }).length;
    total += zipped;
    console.log(`${String(Math.ceil(zipped / 1024)).padStart(5)} KB gzipped  ${String(Math.ceil(statSync(join(out, name)).size / 1024)).padStart(5)} KB  ${name}`);
  }
  console.log(`${String(Math.ceil(total / 1024)).padStart(5)} KB gzipped in all`);
  if (total > MOST) {
    console.error(`The pages weigh more than ${MOST / 1024} KB gzipped.`);
    process.exitCode = 1;
  }
}

await (process.argv.includes("--tests") ? buildTests() : buildPages());
