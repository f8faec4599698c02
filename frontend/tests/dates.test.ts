import assert from "node:assert/strict";
import { test } from "node:test";
import * as dates from "../src/dates.ts";

test("days are days, whatever the zone of the reader", () => {
  for (const zone of ["Pacific/Kiritimati", "America/Los_Angeles", "Europe/Kyiv"]) {
    process.env.TZ = zone;
    assert.equal(dates.say("2022-10-01"), "1 Oct 2022");
    assert.equal(dates.add("2022-10-30", 1), "2022-10-31");
    assert.equal(dates.add("2022-03-27", -1), "2022-03-26");
    assert.equal(dates.sayLong("2022-09-11"), "Sunday, 11 Sep 2022");
  }
});

test("spans leave out what the end says already", () => {
  assert.equal(dates.span("2022-09-08", "2022-09-09"), "8 to 9 Sep 2022");
  assert.equal(dates.span("2022-09-08", "2022-10-14"), "8 Sep to 14 Oct 2022");
  assert.equal(dates.span("2021-12-30", "2022-01-02"), "30 Dec 2021 to 2 Jan 2022");
  assert.equal(dates.span(null, "2022-01-02"), "by 2 Jan 2022");
});

test("what is no day is none", () => {
  for (const bad of ["2022-13-01", "2022-02-29", "", null, "x"]) assert.equal(dates.valid(bad), false);
});

test("an axis is written on at most as often as it has room", () => {
  const first = dates.number("2022-08-25");
  for (const days of [1, 9, 40, 200, 900, 9000]) assert.ok(dates.ticks(first, first + days, 8).length <= 9, String(days));
  assert.equal(new Date(dates.ticks(first, first + 40, 8)[0] as number * 86_400_000).getUTCDay(), 1);
});

test("days inside a sentence are written as people write them", () => {
  assert.equal(dates.readable("A puts it on 2022-10-08, B on 2022-99-99."), "A puts it on 8 Oct 2022, B on 2022-99-99.");
});
