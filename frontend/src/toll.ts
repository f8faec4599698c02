// A toll as a drawing: one row per origin on one axis, the form of a figure saying how it was told.

import { s } from "./dom.ts";
import { sideShape } from "./marks.ts";
import type { Toll, TollDetail } from "./types.ts";
import { num, words } from "./words.ts";

export interface Axis { low: number; high: number; broken: boolean }
export interface Figure { low: number | null; high: number | null }
type Scale = (value: number) => number;

const finite = (value: number | null | undefined): value is number => typeof value === "number" && Number.isFinite(value);

/** An axis that holds all figures; it starts above zero only where they lie far from it. */
export function axis(figures: readonly Figure[]): Axis {
  const values = figures.flatMap((one) => [one.low, one.high]).filter(finite);
  const [least, most] = values.length ? [Math.min(...values), Math.max(...values)] : [0, 1];
  const spread = Math.max(most - least, most * 0.2, 1);
  const start = Math.max(0, least - spread * 0.4);
  const low = start < spread ? 0 : start;
  return { low, high: most + spread * 0.25, broken: low > 0 };
}

/** Round numbers to write on an axis. */
export function marksOf({ low, high }: Axis, most = 4): number[] {
  const rough = (high - low) / most;
  const power = 10 ** Math.floor(Math.log10(rough || 1));
  const step = Math.max(1, [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough) ?? 1);
  const out: number[] = [];
  for (let value = Math.ceil(low / step) * step; value <= high; value += step) out.push(value);
  return out;
}

export type Form = "exact" | "range" | "about" | "or_more" | "up_to" | "none";

/** How a figure is drawn: `about` has round brackets, an open end runs out in an arrow. */
export function formOf({ low, high }: Figure, about = false): Form {
  if (finite(low) && finite(high)) return low === high ? "exact" : about ? "about" : "range";
  return finite(low) ? "or_more" : finite(high) ? "up_to" : "none";
}

/** The path of a figure at height `y`; empty for an exact one, which is a square. */
export function path(figure: Figure, x: Scale, y: number, ends: [number, number], about = false): string {
  const form = formOf(figure, about);
  const [a, b] = [finite(figure.low) ? x(figure.low) : ends[0], finite(figure.high) ? x(figure.high) : ends[1]];
  const f = (value: number): string => value.toFixed(1);
  const line = `M${f(a)} ${y}H${f(b)}`;
  if (form === "range") return `${line}M${f(a)} ${y - 5}V${y + 5}M${f(b)} ${y - 5}V${y + 5}`;
  if (form === "about") return `${line}M${f(a)} ${y - 5}q-3.5 5 0 10M${f(b)} ${y - 5}q3.5 5 0 10`;
  if (form === "or_more") return `${line}M${f(a)} ${y - 5}V${y + 5}M${f(b - 5)} ${y - 4}L${f(b)} ${y}L${f(b - 5)} ${y + 4}`;
  if (form === "up_to") return `${line}M${f(b)} ${y - 5}V${y + 5}M${f(a + 5)} ${y - 4}L${f(a)} ${y}L${f(a + 5)} ${y + 4}`;
  return "";
}

const square = (x: number, y: number, size: number): SVGRectElement =>
  s("rect", { x: x - size / 2, y: y - size / 2, width: size, height: size, class: "exact" });

function drawn(figure: Figure, x: Scale, y: number, ends: [number, number]): SVGElement {
  if (formOf(figure) === "exact") return square(x(figure.low as number), y, 8);
  return s("path", { d: path(figure, x, y, ends), class: "rangeline" });
}

function together(toll: Toll, x: Scale, y: number, ends: [number, number], tall: number): SVGElement[] {
  const a = finite(toll.low) ? x(toll.low) : ends[0];
  const b = finite(toll.high) ? x(toll.high) : ends[1];
  const edges = `${finite(toll.low) ? `M${a} ${y - tall}V${y + tall}` : ""}${finite(toll.high) ? `M${b} ${y - tall}V${y + tall}` : ""}`;
  return [
    s("rect", { x: a, y: y - tall, width: Math.max(1, b - a), height: 2 * tall, class: "band" }),
    s("path", { d: edges || "M0 0", class: "rangeline" }),
    ...(finite(toll.best) ? [square(x(toll.best), y, tall * 1.4)] : []),
  ];
}

/** The toll in a list: low to high with the best founded figure. */
export function miniToll(toll: Toll, width = 120): SVGSVGElement {
  const { low, high } = axis([toll]);
  const x: Scale = (value) => 6 + ((value - low) / (high - low)) * (width - 12);
  return s("svg", { viewBox: `0 0 ${width} 14`, width, height: 14, role: "img", "aria-label": toll.words },
    s("path", { d: `M0 7H${width}`, class: "gridline" }), together(toll, x, 7, [0, width], 4));
}

const fit = (name: string): string => (name.length <= 19 ? name : `${name.slice(0, 18).trimEnd()}…`);

/** The toll with a row for each source and one for all together. */
export function drawToll(toll: TollDetail, letter: (side: string | null) => string): SVGSVGElement {
  const [width, left, right, row] = [312, 128, 10, 26];
  const scale = axis([toll, ...toll.sources]);
  const x: Scale = (value) => left + ((value - scale.low) / (scale.high - scale.low)) * (width - left - right);
  const ends: [number, number] = [left, width - 2];
  const height = 30 + row * (toll.sources.length + 1);
  const body: SVGElement[] = marksOf(scale).flatMap((value) => [
    s("path", { d: `M${x(value).toFixed(1)} 18V${height - 4}`, class: "gridline" }),
    s("text", { x: x(value), y: 12, "text-anchor": "middle", class: "tx" }, num(value)),
  ]);
  toll.sources.forEach((one, i) => {
    const y = 34 + row * i;
    body.push(
      s("g", { transform: `translate(6 ${y})` }, sideShape(letter(one.side))),
      s("text", { x: 16, y: y + 4, class: "tx2" }, s("title", null, one.who), fit(one.who)),
      drawn(one, x, y, ends));
  });
  const y = 34 + row * toll.sources.length;
  body.push(
    s("path", { d: `M0 ${y - row / 2}H${width}`, class: "s-line2 f-no" }),
    s("text", { x: 0, y: y + 4, class: "txb" }, words("together")), ...together(toll, x, y, ends, 6));
  if (scale.broken) body.push(s("path", { d: `M${left - 10} 15l4 -8m2 8l4 -8`, class: "s-ink2 f-no", "stroke-width": 1.2 }));
  const told = toll.sources.map((one) => `${one.who} ${interval(one)}`).join(", ");
  return s("svg", { viewBox: `0 0 ${width} ${height}`, width: "100%", role: "img", "aria-label": `${toll.words}. ${told}` }, body);
}

/** `400 to 500`, `12 or more`, `up to 60`, `not told`. */
export function interval({ low, high }: Figure): string {
  if (!finite(low) && !finite(high)) return words("not_told");
  if (!finite(high)) return words("or_more", { n: low as number });
  if (!finite(low)) return words("up_to", { n: high });
  return low === high ? num(low) : words("range", { low, high });
}
