// The ground of the map: geometry from base.json, colours from the tokens of the page.

import type { Feature, FeatureCollection, Geometry, Position } from "geojson";
import type { LayerSpecification, StyleSpecification } from "maplibre-gl";
import { ROOT } from "./root.ts";

interface Base {
  scale: number; land: number[][][]; lakes: number[][][]; rivers: number[][]; borders: number[][]; dashed: number[][];
  ground: number[][][]; captions: { caption: string; at: [number, number] }[];
}
export interface Ground { base: Base; data: Record<string, FeatureCollection> }

/** Points from their steps. */
export function points(steps: readonly number[], scale: number): Position[] {
  const out: Position[] = [];
  for (let i = 0, x = 0, y = 0; i + 1 < steps.length; i += 2) {
    x += steps[i] as number;
    y += steps[i + 1] as number;
    out.push([x / scale, y / scale]);
  }
  return out;
}

const feature = (geometry: Geometry): Feature => ({ type: "Feature", properties: {}, geometry });
const whole = (geometry: Geometry): FeatureCollection => ({ type: "FeatureCollection", features: [feature(geometry)] });

let kept: Promise<Ground> | null = null;

export function ground(): Promise<Ground> {
  kept ??= fetch(`${ROOT}base.json`).then(async (answer) => {
    const base = (await answer.json()) as Base;
    const rings = (shapes: number[][][]): FeatureCollection => whole({ type: "MultiPolygon", coordinates: shapes.map((one) => one.map((ring) => points(ring, base.scale))) });
    const lines = (many: number[][]): FeatureCollection => whole({ type: "MultiLineString", coordinates: many.map((one) => points(one, base.scale)) });
    return { base, data: { land: rings(base.land), lakes: rings(base.lakes), ground: rings(base.ground), rivers: lines(base.rivers), borders: lines(base.borders), dashed: lines(base.dashed) } };
  }).catch((fault: unknown) => {
    kept = null;
    throw fault;
  });
  return kept;
}

/** A token of the page as a plain colour of the theme in use. */
export function colour(name: string): string {
  const probe = document.createElement("i");
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

/** Which of our lines are drawn. */
export interface Lines { borders: boolean; disputed: boolean }

/** The built-in ground, or ours above another one. */
export function style({ data }: Ground, lines: Lines, other: StyleSpecification | null = null): StyleSpecification {
  const c = (name: string): string => colour(name);
  const visibility = (on: boolean): { visibility: "visible" | "none" } => ({ visibility: on ? "visible" : "none" });
  const sources = Object.fromEntries(Object.entries(data).map(([name, found]) => [name, { type: "geojson" as const, data: found, tolerance: 0.2 }]));
  const claimed: LayerSpecification = { id: "ground", type: "fill", source: "ground", layout: visibility(lines.disputed), paint: { "fill-pattern": "dots", "fill-antialias": false } };
  const drawn: LayerSpecification[] = [
    { id: "borders", type: "line", source: "borders", layout: visibility(lines.borders), paint: { "line-color": c("border"), "line-width": 1.2 } },
    { id: "dashed", type: "line", source: "dashed", layout: visibility(lines.disputed), paint: { "line-color": c("border"), "line-width": 1.2, "line-dasharray": [4, 3] } },
  ];
  if (other) {
    const { ground: dotted, borders, dashed } = sources;
    return { ...other, sources: { ...other.sources, ground: dotted, borders, dashed } as StyleSpecification["sources"], layers: [...other.layers, claimed, ...drawn] };
  }
  return {
    version: 8, sources,
    layers: [
      { id: "water", type: "background", paint: { "background-color": c("water") } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": c("land"), "fill-antialias": true } },
      claimed,
      { id: "rivers", type: "line", source: "rivers", paint: { "line-color": c("water"), "line-width": ["interpolate", ["linear"], ["zoom"], 4, 0.8, 8, 2.4] } },
      { id: "lakes", type: "fill", source: "lakes", paint: { "fill-color": c("water") } },
      { id: "coast", type: "line", source: "land", paint: { "line-color": c("line"), "line-width": 1 } },
      ...drawn,
    ],
  };
}

/** The dots on ground claimed by more than one. */
export function dots(): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 14;
  const brush = canvas.getContext("2d") as CanvasRenderingContext2D;
  brush.fillStyle = colour("border");
  for (const [x, y] of [[3, 3], [10, 10]] as const) {
    brush.beginPath();
    brush.arc(x, y, 1.5, 0, 7);
    brush.fill();
  }
  return brush.getImageData(0, 0, 14, 14);
}
