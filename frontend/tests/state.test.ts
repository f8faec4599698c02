import assert from "node:assert/strict";
import { test } from "node:test";
import { asked, change, format, parse } from "../src/state.ts";

test("one view has one address, whatever the order in which it was asked for", () => {
  const a = parse("?to=2022-10-14&status=disputed,denied&from=2022-09-08&q=mass%20grave");
  const b = parse("?q=mass+grave&from=2022-09-08&status=denied,disputed,denied&to=2022-10-14");
  assert.deepEqual(a, b);
  assert.equal(format(a), "from=2022-09-08&to=2022-10-14&status=denied,disputed&q=mass+grave");
  assert.deepEqual(parse(`?${format(a)}`), a);
});

test("every key survives the way into the address and back", () => {
  const state = {
    box: "36.5,48.5,38.5,50", area: "36,49;38,49;37,50", place: "Київ & Львів", from: "2022-09-01", to: "2022-09-30", kind: "airstrike,shelling",
    side: "RUS,UKR", by: "O'Neill", status: "disputed", conf: "0.8", q: "\"mass grave\" -test +1", asof: "2022-10-14", sort: "latest", sel: "c-1.toll:killed", map: "6.5/48.4/34", day: "2022-09-11", view: "claimed-UKR",
  };
  assert.deepEqual(parse(format(state)), state);
});

test("what is malformed is dropped, and defaults are left out", () => {
  assert.deepEqual(parse("?from=2022-02-30&box=1,2,3&conf=7&map=x&asof=yesterday&unknown=1&sort=contested&view=assessed"), {});
  assert.equal(format(parse("?sort=contested")), "");
});

test("days in the wrong order are turned around", () => {
  assert.deepEqual(parse("?from=2022-10-02&to=2022-10-01"), { from: "2022-10-01", to: "2022-10-02" });
});

test("a change takes a key out again", () => {
  assert.deepEqual(change({ place: "Izium", q: "grave" }, { place: undefined }), { q: "grave" });
});

test("only filters and the as-of day are asked of the server", () => {
  assert.deepEqual(asked({ q: "a", asof: "2022-10-01", sel: "i-1", map: "5/1/1", sort: "day" }), { q: "a", asof: "2022-10-01" });
});
