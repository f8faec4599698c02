// Who held a place, as a ribbon that always sums to one: one side from below, the other from above, between them what is
// contested in stripes of both and what is not known as dots. Nothing is drawn after the day of the view.

import type { App } from "./app.ts";
import * as dates from "./dates.ts";
import { on, put, s } from "./dom.ts";
import { sideShape } from "./marks.ts";
import type { ControlDay } from "./types.ts";
import { percent, words } from "./words.ts";

const OPEN = new Set(["contested", "unknown"]);
const TALL = 80;
const TOP = 22;

const EVEN = 40; // pixels, which the word for even odds takes at the left
/** The holder drawn from below and the one from above: the two that are likeliest over the days. */
export function two(days: readonly ControlDay[], letter: (id: string) => string): [string, string] {
  const total = new Map<string, number>();
  for (const day of days) for (const [id, p] of Object.entries(day.probabilities)) if (!OPEN.has(id)) total.set(id, (total.get(id) ?? 0) + p);
  const top = [...total].sort((a, b) => b[1] - a[1]).slice(0, 2).map(([id]) => id);
  top.sort((a, b) => letter(a).localeCompare(letter(b)));
  return [top[0] ?? "", top[1] ?? ""];
}

export function holder(app: App, id: string): string {
  return OPEN.has(id) ? words(`holder_${id}`) : app.sides.name(id);
}

interface Options { width: number; changes?: readonly { day: string; after: string }[] }

export function ribbon(all: readonly ControlDay[], app: App, { width, changes = [] }: Options): SVGSVGElement {
  const until = app.state.asof ?? "9";
  const known = all.filter((day) => day.day <= until);
  const days = known.length > 1 ? known : [...known, ...known];
  const letter = (id: string): string => app.sides.letter(id);
  const [below, above] = two(days, letter);
  const x = (i: number): number => (i / Math.max(1, days.length - 1)) * width;
  const y = (share: number): number => TOP + TALL * (1 - share);
  const of = (day: ControlDay, id: string): number => (id ? day.probabilities[id] ?? 0 : 0);
  const points = (line: number[]): string[] => line.map((v, i) => `${x(i).toFixed(1)} ${y(v).toFixed(1)}`);
  const low = days.map((day) => of(day, below));
  const high = days.map((day) => 1 - of(day, above));
  const mid = days.map((day, i) => Math.min(high[i] as number, (low[i] as number) + (day.probabilities.contested ?? 0)));
  const zero = days.map(() => 0);
  const one = days.map(() => 1);
  const band = (from: number[], to: number[], attrs: Record<string, string | number>): SVGElement => s("path", { d: `M${[...points(from), ...points(to).reverse()].join("L")}Z`, ...attrs });
  const [a, b] = [letter(below), letter(above)];
  const key = Math.random().toString(36).slice(2, 8);
  const last = days.at(-1);
  const reading = s("text", { x: 0, y: TOP + TALL + 50, class: "tx2" });
  const body: SVGElement[] = [
    s("defs", null,
      s("pattern", { id: `c${key}`, width: 8, height: 8, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, s("path", { d: "M2 0V8", class: `edge-${a}` }), s("path", { d: "M6 0V8", class: `edge-${b}` })),
      s("pattern", { id: `d${key}`, width: 6, height: 6, patternUnits: "userSpaceOnUse" }, s("circle", { cx: 2, cy: 2, r: 0.9, class: "dotc" }))),
    s("rect", { x: 0, y: TOP, width, height: TALL, class: "rib-ground" }),
    band(mid, high, { fill: `url(#d${key})` }), band(low, mid, { fill: `url(#c${key})` }),
    band(zero, low, { class: `tint-${a}` }), band(high, one, { class: `tint-${b}` }),
    s("path", { d: `M${points(low).join("L")}`, class: `edge-${a}` }), s("path", { d: `M${points(high).join("L")}`, class: `edge-${b}` }),
    s("path", { d: `M0 ${TOP + TALL / 2}H${width}`, class: "even" }), s("text", { x: 4, y: TOP + TALL / 2 - 3, class: "tx halo" }, words("even")),
    s("path", { d: `M${width} ${TOP - 6}V${TOP + TALL}`, class: "asofline" }),
    ...inside(app, days, below, false, x, y, width), ...inside(app, days, above, true, x, y, width),
    ...evidence(days, x), ...changed(app, days, changes, x, width), ...labels(days, x, width), reading,
  ];
  const svg = s("svg", { viewBox: `0 0 ${width} ${TOP + TALL + 54}`, class: "full", role: "img", tabindex: 0, "aria-label": last ? told(app, last) : "",
    pointermove: on((event) => {
      const box = svg.getBoundingClientRect();
      const i = Math.round((((event as PointerEvent).clientX - box.left) / box.width) * (days.length - 1));
      const day = days[Math.max(0, Math.min(days.length - 1, i))];
      if (day) put(reading, told(app, day));
    }), pointerleave: on(() => put(reading)) }, body);
  return svg;
}

/** A day read out: `8 Sep 2022: contested 58 %, Russian side 34 %, from 6 claims`. */
export function told(app: App, day: ControlDay): string {
  const shares = Object.entries(day.probabilities).sort((p, q) => q[1] - p[1]).filter(([, p]) => p >= 0.005).map(([id, p]) => `${holder(app, id)} ${percent(p)}`).join(", ");
  return words("likeliest", { day: dates.say(day.day), shares, n: day.claims.length });
}

function inside(app: App, days: readonly ControlDay[], id: string, up: boolean, x: (i: number) => number, y: (v: number) => number, width: number): SVGElement[] {
  if (!id) return [];
  const share = (i: number): number => days[Math.max(0, Math.min(days.length - 1, i))]?.probabilities[id] ?? 0;
  let most = 0;
  days.forEach((_, i) => { most = Math.max(most, Math.min(share(i - 3), share(i), share(i + 3))); });
  if (most < 0.3) return [];
  // The name stands in the middle of the longest time that this side held it, where there is room; its sign always.
  let [first, run, here] = [0, 0, 0];
  days.forEach((_, i) => { here = share(i) > most / 2 ? here + 1 : 0; if (here > run) [first, run] = [i - here + 1, here]; });
  const name = app.sides.name(id);
  const wide = 7 * name.length + 16;
  const [left, right] = [Math.max(x(first), EVEN), x(first + run - 1)];
  const room = right - left > wide;
  const px = room ? (left + right - wide) / 2 : (x(first) + right) / 2;
  const py = y(up ? 1 - most / 2 : most / 2);
  return [s("g", { transform: `translate(${px.toFixed(1)} ${py.toFixed(1)})` }, sideShape(app.sides.letter(id))), room ? s("text", { x: px + 10, y: py + 4, class: "txb" }, name) : s("title", null, name)];
}

function evidence(days: readonly ControlDay[], x: (i: number) => number): SVGElement[] {
  const seen = new Set<string>();
  return days.flatMap((day, i) => {
    const fresh = day.claims.filter((claim) => !seen.has(claim));
    fresh.forEach((claim) => seen.add(claim));
    if (!i || !fresh.length) return [];
    return fresh.slice(0, 3).map((_, n) => s("rect", { x: x(i) - 2, y: TOP + TALL + 4 + 7 * n, width: 4, height: 5, class: "f-ink" }, s("title", null, `${dates.say(day.day)}: ${words("claims", { n: fresh.length })}`)));
  });
}

function changed(app: App, days: readonly ControlDay[], changes: readonly { day: string; after: string }[], x: (i: number) => number, width: number): SVGElement[] {
  let end = -Infinity;
  return changes.flatMap((change) => {
    const i = days.findIndex((day) => day.day === change.day);
    if (i < 0 || OPEN.has(change.after)) return [];
    const text = `${dates.say(change.day, false)}: ${app.sides.name(change.after)}`;
    const wide = text.length * 6.3;
    const left = Math.min(x(i) + 4, width - wide);
    const out: SVGElement[] = [s("path", { d: `M${x(i)} ${TOP - 8}V${TOP}`, class: "asofline" })];
    if (left > end) { out.push(s("text", { x: left, y: TOP - 8, class: "txb" }, text)); end = left + wide + 8; }
    return out;
  });
}

function labels(days: readonly ControlDay[], x: (i: number) => number, width: number): SVGElement[] {
  const first = dates.number(days[0]?.day);
  const last = dates.number(days.at(-1)?.day);
  return dates.ticks(first, last, Math.max(3, Math.floor(width / 90))).map((day) => {
    const at = x(day - first);
    return s("text", { x: at, y: TOP + TALL + 34, class: "tx", "text-anchor": at < 20 ? "start" : at > width - 24 ? "end" : "middle" }, dates.say(dates.iso(day), false));
  });
}

