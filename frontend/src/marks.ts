// The marks: a shape for each group of kinds, a filling for each status, signs beside words, signs of sides.

import { s } from "./dom.ts";
import { label, tip, words } from "./words.ts";

export const SHAPES: Record<string, string> = {
  violence: "M0 -6.4L1.7 -1.7L6.4 0L1.7 1.7L0 6.4L-1.7 1.7L-6.4 0L-1.7 -1.7Z",
  harm: "M-5.8 -4.6H5.8L0 5.6Z",
  territory: "M-4.7 -4.7H4.7V4.7H-4.7Z",
  force: "M0 -5.6L5.8 1.2V5.4L0 -0.8L-5.8 5.4V1.2Z",
  people: "M0 -5.3A5.3 5.3 0 1 1 0 5.3A5.3 5.3 0 1 1 0 -5.3Z",
  politics: "M-6.2 4.2V2.4A6.2 6.2 0 0 1 6.2 2.4V4.2Z",
  diplomacy: "M-6 -5L0 -1.3L6 -5V5L0 1.3L-6 5Z",
  other: "M0 -4.6L4.6 0L0 4.6L-4.6 0Z",
};
export const GROUPS = Object.keys(SHAPES);
export const STATUSES = [
  "disputed", "denied", "retracted", "corroborated_across_sides", "admitted", "corroborated", "single_source",
] as const;

const SIGNS: Record<string, readonly string[]> = {
  single_source: ["M7 2V12"],
  corroborated: ["M4.5 2V12", "M9.5 2V12"],
  corroborated_across_sides: ["M3 2V12", "M11 2V12", "M3 7H11"],
  disputed: ["M2 5H12M2 9H12M10.5 1.5L3.5 12.5"],
  denied: ["M7 1.8A5.2 5.2 0 1 1 7 12.2A5.2 5.2 0 1 1 7 1.8M3.6 10.4L10.4 3.6"],
  admitted: ["M12 2V10H3M6 6.5L2.5 10L6 13.5"],
  retracted: ["M7 1V4M7 10V13M1.5 7H12.5"],
  agrees: ["M2 5H12M2 9H12"],
  refines: ["M2 7c1.6-3 3.4-3 5 0s3.4 3 5 0"],
  supersedes: ["M7 12V3M3 6.5L7 2.5L11 6.5"],
  contradicts: ["M2 5H12M2 9H12M10.5 1.5L3.5 12.5"],
  in_tension: ["M2 5c1.6-2.4 3.4-2.4 5 0s3.4 2.4 5 0M2 10c1.6-2.4 3.4-2.4 5 0s3.4 2.4 5 0"],
  denies: ["M7 1.8A5.2 5.2 0 1 1 7 12.2A5.2 5.2 0 1 1 7 1.8M3.6 10.4L10.4 3.6"],
  admits: ["M12 2V10H3M6 6.5L2.5 10L6 13.5"],
};
const SIDES: Record<string, string> = {
  a: "M-4 -4H4V4H-4Z",
  b: "M0 -4.5A4.5 4.5 0 1 1 0 4.5A4.5 4.5 0 1 1 0 -4.5Z",
  c: "M0 -5L5 4H-5Z",
  x: "M0 -5L5 0L0 5L-5 0Z",
};
const LOUD = new Set(["disputed", "denied", "contradicts", "denies"]);

export const loud = (state: string): boolean => LOUD.has(state);

/** One stroke or filling of a mark: what is drawn is the same in SVG and on the canvas of the map. */
export interface Stroke {
  d: string;
  fill?: Paint;
  stroke?: Paint;
  width?: number;
  dash?: readonly number[];
}
export type Paint = "ink" | "ink3" | "dispute" | "ground";

/** How a shape is filled for a status. */
export function strokes(group: string, status: string): Stroke[] {
  const d = SHAPES[group] ?? (SHAPES.other as string);
  switch (status) {
    case "single_source":
      return [{ d, fill: "ground", stroke: "ink", width: 1.6 }];
    case "corroborated_across_sides":
      return [{ d, stroke: "ink", width: 5.4 }, { d, fill: "ink", stroke: "ground", width: 2.6 }, { d, fill: "ink" }];
    case "disputed":
      return [{ d, fill: "dispute", stroke: "dispute", width: 1.2 }, { d: "M4.1 -7.6L-4.1 7.6", stroke: "ground", width: 2.6 }];
    case "denied":
      return [{ d, fill: "ground", stroke: "dispute", width: 1.6 }, { d: "M4.6 -8.4L-4.6 8.4", stroke: "dispute", width: 1.8 }];
    case "admitted":
      return [{ d, fill: "ink", stroke: "ink", width: 1.2 }, { d: "M-7.6 4.2A3.4 3.4 0 1 1 -0.8 4.2A3.4 3.4 0 1 1 -7.6 4.2Z", fill: "ground" }];
    case "retracted":
      return [{ d, fill: "ground", stroke: "ink3", width: 1.6, dash: [2, 1.6] }];
    default:
      return [{ d, fill: "ink", stroke: "ink", width: 1.2 }];
  }
}

/** The mark of a happening. The ground is that of the element around it. */
export function mark(group: string, status: string, size = 20): SVGSVGElement {
  const parts = strokes(group, status).map((one) =>
    s("path", {
      d: one.d, class: `${one.fill ? `f-${one.fill}` : "f-no"} ${one.stroke ? `s-${one.stroke}` : ""}`,
      "stroke-width": one.width, "stroke-linejoin": "round", "stroke-dasharray": one.dash?.join(" "),
    }));
  return s("svg", { viewBox: "-9 -9 18 18", width: size, height: size, class: "mark", "aria-hidden": "true" }, parts);
}

function sign(name: string, size = 14): SVGSVGElement {
  const tone = LOUD.has(name) ? "s-dispute" : "s-ink";
  const paths = (SIGNS[name] ?? ["M7 6V8"]).map((d) => s("path", { d, class: `f-no ${tone}`, "stroke-width": 2 }));
  return s("svg", { viewBox: "0 0 14 14", width: size, height: size, class: "sign", "aria-hidden": "true" }, paths);
}

/** Sign and label of a status, its meaning as tooltip. */
export function statusWords(status: string, more = ""): HTMLElement {
  const node = document.createElement("span");
  node.className = LOUD.has(status) ? "st d" : "st";
  node.title = tip("status", status);
  node.append(sign(status), label("status", status) + (more ? `: ${more}` : ""));
  return node;
}

/** The sign of a relation with its reason, as tooltip and as hidden words. */
export function relationSign(relation: string, reason: string): HTMLElement {
  const node = document.createElement("span");
  node.className = "sg";
  node.title = reason ? `${label("relation", relation)}: ${reason}` : label("relation", relation);
  const hidden = document.createElement("span");
  hidden.className = "vh";
  hidden.textContent = node.title;
  node.append(sign(relation), hidden);
  return node;
}

export function bigSign(name: string): SVGSVGElement {
  return sign(name, 16);
}

/** The sign of a side around 0 0. */
export function sideShape(letter: string): SVGPathElement {
  const known = SIDES[letter] ? letter : "x";
  return s("path", { d: SIDES[known] as string, class: `side-${known}` });
}

/** The sign of a side, with the name of the side as hidden words. */
export function sideSign(letter: string, name = ""): SVGSVGElement {
  const inner = name ? [s("title", null, name)] : [];
  return s("svg", { viewBox: "-6 -6 12 12", width: 11, height: 11, class: "sign", role: name ? "img" : null, "aria-hidden": name ? null : "true" }, inner, sideShape(letter));
}

/** Origins as bars: a thick one each, thin ones behind for their copies. */
export function originBars(copies: number): SVGSVGElement {
  const thin = Math.min(2, copies);
  return s("svg", { viewBox: "0 0 14 14", width: 14, height: 14, class: "sign", "aria-hidden": "true" },
    s("path", { d: "M3 2V12", class: "s-ink f-no", "stroke-width": 2.2 }),
    Array.from({ length: thin }, (_, i) => s("path", { d: `M${7 + 4 * i} 2V12`, class: "s-ink3 f-no", "stroke-width": 1 })));
}

export const markName = (group: string, status: string): string =>
  words("mark_name", { group: label("group", group), status: label("status", status) });
