// What lies under and beside the marks, each to be switched on and off, and said in the legend: nothing is baked in.

import { get } from "./api.ts";
import { h, on, s } from "./dom.ts";
import type { MapView } from "./map.ts";
import type { Room } from "./room.ts";
import { words } from "./words.ts";

export const LAYERS = ["borders", "disputed", "towns", "names"] as const;
export type Layer = (typeof LAYERS)[number];
export type Town = [name: string, lon: number, lat: number, people: number];

export const shown = (layer: Layer, unset = true): boolean => { const kept = localStorage.getItem(`contested-${layer}`); return kept === null ? unset : kept !== "off"; };
export const keep = (layer: Layer, on_: boolean): void => localStorage.setItem(`contested-${layer}`, on_ ? "on" : "off");

/** Boxes to tick, and whose lines and names they are. */
export function layersBox(map: () => MapView | null, changed: () => void): HTMLElement {
  const tick = (layer: Layer): HTMLElement => h("label", null, h("input", { type: "checkbox", "data-layer": layer, checked: map()?.has(layer) ?? shown(layer), change: on((e) => {
    keep(layer, (e.target as HTMLInputElement).checked);
    map()?.layered();
    changed();
  }) }), words(`${layer}_layer`));
  const host = map()?.groundHost;
  return h("details", { class: "layers", open: localStorage.getItem("contested-layers") === "open", toggle: on((e) => localStorage.setItem("contested-layers", (e.target as HTMLDetailsElement).open ? "open" : "shut")) }, h("summary", null, words("layers_title")), h("div", { class: "two" }, LAYERS.map(tick)), h("p", null, host ? words("ground_of", { host }) : words("no_fills")));
}

let asked: Promise<Town[]> | null = null;

export function towns(): Promise<Town[]> {
  asked ??= get<{ items: Town[] }>("/api/v1/map/towns").then((found) => found.items).catch(() => { asked = null; return []; });
  return asked;
}

/** People that a town has at least to be named at a zoom. */
export const least = (zoom: number): number => (zoom < 4 ? 1_500_000 : zoom < 5 ? 700_000 : zoom < 6 ? 250_000 : zoom < 7 ? 90_000 : zoom < 8 ? 40_000 : 15_000);

/** Towns where there is room, the largest first; those that the record names itself are left to it. */
export function drawTowns(map: MapView, found: readonly Town[], room: Room, named: ReadonlySet<string>): SVGElement[] {
  const [wide, high] = map.size;
  const people = least(map.zoom);
  const out: SVGElement[] = [];
  for (const [name, lon, lat, many] of found) {
    if (many < people) break;
    if (named.has(name)) continue;
    const [x, y] = map.point({ lon, lat });
    if (x < 4 || y < 8 || x > wide - 30 || y > high - 8) continue;
    const long = name.length * 6 + 6;
    if (!room.take(x - 4, y - 7, long + 8, 14)) continue;
    out.push(s("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: 1.8, class: "town" }), s("text", { x: (x + 5).toFixed(1), y: (y + 4).toFixed(1), class: "mt town" }, name));
  }
  return out;
}
