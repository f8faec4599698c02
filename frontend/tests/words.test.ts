import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { borders, context, Points, visible } from "../src/offsets.ts";
import { chance, label, percent, words } from "../src/words.ts";

const source = new URL("../../src/", import.meta.url);
const files = ["", "views/"].flatMap((folder) => readdirSync(new URL(folder || ".", source)).filter((name) => name.endsWith(".ts")).map((name) => readFileSync(new URL(folder + name, source), "utf8")));
const texts = JSON.parse(readFileSync(new URL("en.json", source), "utf8")) as { say: Record<string, string> };

test("every text that the pages say is in the one file", () => {
  const asked = new Set(files.flatMap((text) => [...text.matchAll(/\bwords\("(\w+)"/g)].map((found) => found[1] as string)));
  assert.ok(asked.size > 100);
  for (const key of asked) assert.ok(key in texts.say, key);
});

test("nothing turns a string into markup", () => {
  for (const text of files) assert.doesNotMatch(text, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/);
});

test("one is one, and two are several", () => {
  assert.equal(words("incidents", { n: 1 }), "1 incident");
  assert.equal(words("incidents", { n: 1036 }), "1,036 incidents");
  assert.equal(label("status", "corroborated_across_sides"), "Across sides");
});

test("no certainty is claimed that is not there", () => {
  assert.equal(percent(0.999), ">99 %");
  assert.equal(percent(0.001), "<1 %");
  assert.equal(percent(0.58), "58 %");
  assert.equal(chance(0.03), "3 %, hardly");
});

test("offsets count code points, not units of the browser", () => {
  const text = "🏚 hit in Ізюм 🏥 today";
  assert.equal(new Points(text).slice(9, 13), "Ізюм");
  const found = context([{ start: 100, end: 100 + [...text].length, text }], 109, 113, 4);
  assert.deepEqual(found, { before: "…in ", lit: "Ізюм", after: " 🏥…" });
  assert.equal(context([{ start: 0, end: 5, text: "abcde" }], 4, 9, 3), null);
});

test("spans that overlap are cut at each other's ends", () => {
  assert.deepEqual(borders({ start: 10, end: 50 }, [{ start: 0, end: 20 }, { start: 15, end: 60 }]), [10, 15, 20, 50]);
});

test("characters that steer are shown by name", () => {
  assert.deepEqual(visible("a\u202eb\u0007c"), [{ text: "a", control: false }, { text: "RLO", control: true }, { text: "b", control: false }, { text: "U+0007", control: true }, { text: "c", control: false }]);
  assert.equal(visible("plain\nlines\tstay").length, 1);
});
