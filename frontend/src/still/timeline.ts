// Bars of the timeline as the server makes them: incidents on their first day, by status, and reports.

import type { Incident, Timeline } from "../types.ts";
import type { Index } from "./columns.ts";

const [MOST_BARS, LONG_DAYS, MOST_SPANS] = [400, 7, 60];
const DAY = 86_400_000;
const iso = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
const number = (day: string): number => Date.parse(`${day.slice(0, 10)}T00:00:00Z`) / DAY;

/** The first day of the week or month that a day lies in. */
function floor(day: number, step: string): number {
  if (step === "week") return day - ((new Date(day * DAY).getUTCDay() + 6) % 7);
  return step === "month" ? number(`${iso(day).slice(0, 7)}-01`) : day;
}

export function timelineOf(index: Index, found: readonly number[], asked: string): Timeline {
  const { first, last } = index.columns;
  const starts = found.flatMap((n) => (first[n] === null ? [] : [first[n] as number]));
  const days = [...Object.keys(index.reports).map(number), ...starts];
  const least = days.reduce((a, b) => Math.min(a, b), Infinity);
  const most = days.reduce((a, b) => Math.max(a, b), -Infinity);
  if (!days.length) return { step: "day", first: null, last: null, as_of: index.label.latest, bars: [], spans: [], undated: found.length };
  const long = most - least + 1;
  const step = (asked !== "auto" ? asked : long <= MOST_BARS ? "day" : long <= 7 * MOST_BARS ? "week" : "month") as Timeline["step"];
  const bars = new Map<number, { statuses: Record<string, number>; reports: number }>();
  const bar = (day: number): { statuses: Record<string, number>; reports: number } => {
    const at = floor(day, step);
    const known = bars.get(at) ?? { statuses: {}, reports: 0 };
    bars.set(at, known);
    return known;
  };
  for (const n of found) {
    const day = first[n];
    if (day === null || day === undefined) continue;
    const { statuses } = bar(day);
    const { status } = index.incidents[n] as Incident;
    statuses[status] = (statuses[status] ?? 0) + 1;
  }
  for (const [day, n] of Object.entries(index.reports)) bar(number(day)).reports += n;
  const spans = found.filter((n) => first[n] !== null && (last[n] as number) - (first[n] as number) >= LONG_DAYS).slice(0, MOST_SPANS);
  return {
    step, first: iso(least), last: iso(most), as_of: index.label.latest, undated: found.length - starts.length,
    bars: [...bars].sort((a, b) => a[0] - b[0]).map(([day, one]) => ({ day: iso(day), ...one })),
    spans: spans.map((n) => { const row = index.incidents[n] as Incident; return { id: row.id, title: row.title, status: row.status, from: iso(first[n] as number), to: iso(last[n] as number) }; }),
  };
}
