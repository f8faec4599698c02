import assert from "node:assert/strict";
import { test } from "node:test";
import { axis, formOf, interval, marksOf, path } from "../src/toll.ts";

test("the form of a figure says how it was told", () => {
  assert.equal(formOf({ low: 436, high: 436 }), "exact");
  assert.equal(formOf({ low: 400, high: 500 }), "range");
  assert.equal(formOf({ low: 400, high: 500 }, true), "about");
  assert.equal(formOf({ low: 12, high: null }), "or_more");
  assert.equal(formOf({ low: 12, high: Infinity }), "or_more");
  assert.equal(formOf({ low: null, high: 60 }), "up_to");
  assert.equal(formOf({ low: null, high: null }), "none");
});

test("an axis holds every figure and starts above zero only far from it", () => {
  const near = axis([{ low: 2, high: 7 }]);
  assert.equal(near.low, 0);
  assert.equal(near.broken, false);
  const far = axis([{ low: 400, high: 500 }, { low: 436, high: 436 }, { low: 440, high: null }]);
  assert.ok(far.broken && far.low > 0 && far.low < 400 && far.high > 500);
  assert.deepEqual(axis([]).low, 0);
});

test("marks of an axis are round and lie on it", () => {
  const scale = axis([{ low: 400, high: 500 }]);
  const found = marksOf(scale);
  assert.ok(found.length >= 2 && found.length <= 6);
  for (const value of found) assert.ok(value >= scale.low && value <= scale.high && value % 10 === 0);
});

test("an open end is drawn as an arrow, a range with upright ends", () => {
  const x = (value: number): number => value;
  assert.match(path({ low: 10, high: 20 }, x, 5, [0, 100]), /^M10\.0 5H20\.0M10\.0 0V10M20\.0 0V10$/);
  assert.match(path({ low: 10, high: null }, x, 5, [0, 100]), /H100\.0.*L100\.0 5L95\.0 9$/);
  assert.match(path({ low: null, high: 20 }, x, 5, [0, 100]), /M5\.0 1L0\.0 5L5\.0 9$/);
  assert.equal(path({ low: 3, high: 3 }, x, 5, [0, 100]), "");
});

test("no number is ever told that was not", () => {
  assert.equal(interval({ low: null, high: null }), "not told");
  assert.equal(interval({ low: 1036, high: 1036 }), "1,036");
  assert.equal(interval({ low: 400, high: 500 }), "400 to 500");
  assert.equal(interval({ low: 12, high: null }), "12 or more");
  assert.equal(interval({ low: null, high: 60 }), "up to 60");
});
