// Holds the published record against the server: `node parity.mjs FOLDER ANSWERS.json`, where the second is a list of
// [address, answer of the server]. Prints the addresses whose answers differ, and where.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { StillRecord } from "../src/still/record.ts";

const [folder = "", answers = ""] = process.argv.slice(2);
const record = new StillRecord((name) => Promise.resolve(JSON.parse(readFileSync(join(folder, "record", name), "utf8"))));
const LEFT_OUT = new Set(["state", "writes"]); // a server's own: files keep no reviews


type Any = unknown;
function differs(a: Any, b: Any, path: string): string | null {
  if (typeof a === "number" && typeof b === "number") return Math.abs(a - b) < 1e-5 ? null : `${path}: ${a} is not ${b}`;
  if (Array.isArray(a) && Array.isArray(b)) {
    if (a.length !== b.length) return `${path}: ${a.length} and ${b.length}`;
    for (let i = 0; i < a.length; i += 1) { const found = differs(a[i], b[i], `${path}[${i}]`); if (found) return found; }
    return null;
  }
  if (a && b && typeof a === "object" && typeof b === "object") {
    const [x, y] = [a as Record<string, Any>, b as Record<string, Any>];
    for (const key of new Set([...Object.keys(x), ...Object.keys(y)])) {
      if (LEFT_OUT.has(key)) continue;
      const found = differs(x[key], y[key], `${path}.${key}`);
      if (found) return found;
    }
    return null;
  }
  if (path.endsWith(".first") && a === null) return null; // files begin with the first report, the estimate long before
  return a === b ? null : `${path}: ${JSON.stringify(a)?.slice(0, 200)} is not ${JSON.stringify(b)?.slice(0, 200)}`;
}

/** Features in one order, without what the pages never read. */
function tidy(value: Any): Any {
  const found = value as { features?: { id: string; properties: Record<string, Any> }[] };
  if (!found?.features) return value;
  return { features: [...found.features].sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ properties: { kinds, ...rest }, ...more }) => { void kinds; return { ...more, properties: rest }; }) };
}

const wrong: string[] = [];
const asked = JSON.parse(readFileSync(answers, "utf8")) as [string, Any][];
for (const [address, answer] of asked) {
  try {
    const found = differs(tidy(answer), tidy(JSON.parse(JSON.stringify(await record.answer(address)))), address);
    if (found) wrong.push(found);
  } catch (fault) {
    wrong.push(`${address}: ${String(fault)}`);
  }
}
console.log(JSON.stringify({ asked: asked.length, wrong }));
