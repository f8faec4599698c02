// What the situation's map draws: marks, clusters, discs of how near a place is known, regions without a point.

import type { FeatureCollection, Point } from "geojson";
import { on, s } from "./dom.ts";
import { drawTowns, type Town } from "./layers.ts";
import type { Located, MapView } from "./map.ts";
import { Room } from "./room.ts";
import { strokes } from "./marks.ts";
import { levels } from "./timeline.ts";
import { label, num, words } from "./words.ts";

export interface Item { id: string; kind: string; group: string; status: string; title?: string }
export interface Spot extends Located {
  what: "incident" | "cluster" | "region"; n: number; statuses: Record<string, number>; place: string | null;
  places: number; radius: number; items: Item[]; first: string | null; last: string | null;
}

/** The spots in an answer of the server. */
export function spots(found: FeatureCollection<Point>): Spot[] {
  return found.features.map(({ geometry, properties }) => {
    const p = (properties ?? {}) as Record<string, unknown>;
    return {
      what: p.what as Spot["what"], n: p.n as number, statuses: p.statuses as Record<string, number>, place: (p.place as string | null) ?? null,
      places: (p.places as number) ?? 1, radius: (p.radius_km as number) ?? 0, items: (p.items as Item[] | undefined) ?? [],
      first: (p.first as string | null) ?? null, last: (p.last as string | null) ?? null,
      lon: geometry.coordinates[0] as number, lat: geometry.coordinates[1] as number,
    };
  });
}

export interface Chosen { at: Located | null; radius: number; region: boolean }
interface Acts { open(item: Item): void; hover(id: string | null): void; into(spot: Spot): void }

const paths = (group: string, status: string, x: number, y: number, size = 1): SVGElement =>
  s("g", { transform: `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${size})` },
    s("path", { d: strokes(group, status)[0]?.d ?? "", fill: "var(--land)", stroke: "var(--land)", "stroke-width": 5, "stroke-linejoin": "round" }),
    strokes(group, status).map((one) => s("path", { d: one.d, class: `${one.fill ? `f-${one.fill}` : "f-no"} ${one.stroke ? `s-${one.stroke}` : ""}`, "stroke-width": one.width, "stroke-linejoin": "round", "stroke-dasharray": one.dash?.join(" ") })));

/** A ring whose parts are what is founded, what one source tells, what is disputed. */
function ring(statuses: Record<string, number>, r: number): SVGElement[] {
  const found = levels(statuses);
  const sum = found.solid + found.hollow + found.cut;
  let turn = 0;
  return (["cut", "solid", "hollow"] as const).flatMap((level) => {
    const part = found[level] / sum;
    if (!part) return [];
    const [a, b] = [turn, turn + part * 2 * Math.PI];
    turn = b;
    if (part > 0.999) return [s("circle", { r, fill: "none", class: `arc-${level}`, "stroke-width": level === "hollow" ? 1.4 : 3 })];
    const at = (angle: number): string => `${(r * Math.sin(angle)).toFixed(2)} ${(-r * Math.cos(angle)).toFixed(2)}`;
    return [s("path", { d: `M${at(a)}A${r} ${r} 0 ${part > 0.5 ? 1 : 0} 1 ${at(b)}`, fill: "none", class: `arc-${level}`, "stroke-width": level === "hollow" ? 1.4 : 3 })];
  });
}

const shown = ([x, y]: [number, number], [wide, high]: [number, number], edge = 20): boolean => x > -edge && y > -edge && x < wide + edge && y < high + edge;

const LARGE = 90; // pixels: smaller circles lie close together, and are drawn fainter
const WHOLE = 200; // km: what is told of a whole country is counted beside the map, not drawn on it

/** What is told of countries as wholes, by place. */
export function wholes(found: readonly Spot[]): [string, number][] {
  const out = new Map<string, number>();
  for (const spot of found) if (spot.what === "region" && spot.radius > WHOLE) out.set(spot.place ?? "", (out.get(spot.place ?? "") ?? 0) + spot.n);
  return [...out].sort((a, b) => b[1] - a[1]);
}

const joined = (a: Spot, b: Spot): Spot => {
  const statuses = { ...a.statuses };
  for (const [status, n] of Object.entries(b.statuses)) statuses[status] = (statuses[status] ?? 0) + n;
  return { ...a, what: a.what === "region" ? "region" : "cluster", n: a.n + b.n, statuses, radius: Math.max(a.radius, b.radius), places: a.place === b.place ? a.places : a.places + b.places, items: [...a.items, ...b.items].slice(0, 8) };
};

/** The same region told with another radius is one region; marks that would lie on each other are one cluster. */
export function gathered(found: readonly Spot[], near: (a: Spot, b: Spot) => boolean): Spot[] {
  const out: Spot[] = [];
  for (const spot of [...found].sort((a, b) => b.n - a.n)) {
    if (spot.what === "region" && spot.radius > WHOLE) continue;
    const at = out.findIndex((one) => (spot.what === "region" ? one.what === "region" && one.place === spot.place : one.what !== "region" && near(one, spot)));
    if (at < 0) out.push(spot);
    else out[at] = joined(out[at] as Spot, spot);
  }
  return out;
}

export function drawSpots(map: MapView, found: readonly Spot[], chosen: Chosen, acts: Acts, names: boolean, towns: readonly Town[] = []): SVGElement[] {
  const [discs, marks, labels]: [SVGElement[], SVGElement[], SVGElement[]] = [[], [], []];
  const room = new Room();
  map.reserve(room);
  room.hold(0, 8, 250, 20); // where it is said what found no room
  const places = new Map<Spot, [number, number]>();
  const at = (spot: Spot): [number, number] => {
    const known = places.get(spot) ?? map.point(spot);
    places.set(spot, known);
    return known;
  };
  const near = (a: Spot, b: Spot): boolean => {
    const [[x, y], [u, v]] = [at(a), at(b)];
    return Math.hypot(x - u, y - v) < (map.zoom >= 9 ? 3 : 33);
  };
  const ordered = gathered(found, near).sort((a, b) => weight(b) - weight(a));
  for (const spot of ordered) {
    if (spot.what === "region") continue;
    const where = at(spot);
    if (!shown(where, map.size)) continue;
    if (map.zoom > 5.5) disc(map, spot, discs);
    if (fanned(spot, map.zoom)) fan(spot, where, acts, marks, room);
    else cluster(spot, where, acts, marks, room);
  }
  let crowded = 0;
  for (const spot of ordered) if (spot.what === "region") crowded += region(map, spot, acts, discs, marks, room);
  if (names) for (const spot of ordered) if (spot.what !== "region" && spot.place && shown(at(spot), map.size)) name(spot, at(spot), labels, room, map.zoom);
  if (crowded) labels.push(s("text", { x: 12, y: 22, class: "mt" }, words("crowded", { n: crowded })));
  const named = new Set(ordered.map((spot) => spot.place ?? ""));
  return [s("g", null, drawTowns(map, towns, room, named)), s("g", null, discs), s("g", null, labels), s("g", null, marks), ...selection(map, chosen), ...edges(map, found)];
}

const fanned = (spot: Spot, zoom: number): boolean => spot.n === 1 || (spot.items.length === spot.n && spot.places <= 1 && zoom >= 7.9);
const weight = (spot: Spot): number => (levels(spot.statuses).cut ? 1000 : 0) + spot.n;

/** A disc and, on its rim, a pill with the number; gives how many incidents found no room. */
function region(map: MapView, spot: Spot, acts: Acts, discs: SVGElement[], marks: SVGElement[], room: Room): number {
  const r = spot.radius * map.perKm(spot.lat);
  const cut = levels(spot.statuses).cut;
  const [x, y] = map.point(spot);
  const [wide, high] = map.size;
  if (x + r < 0 || y + r < 0 || x - r > wide || y - r > high) return 0;
  const w = 30 + String(spot.n).length * 7;
  // The pill stands on the rim, upper right if there is room; there is no point inside, since none is known.
  let place: [number, number] | null = null;
  for (let i = 0; i < 14 && !place; i += 1) {
    const angle = -0.7 + (i % 7) * 0.9;
    const away = Math.max(r, 16) + (i >= 7 ? 26 : 0);
    const [px, py] = [x + away * Math.cos(angle), y + away * Math.sin(angle)];
    if (room.take(px - w / 2, py - 12, w, 24)) place = [px, py];
  }
  if (!place) return spot.n;
  if (r > 26 && r < Math.max(wide, high)) discs.push(s("path", { d: map.circle(spot, spot.radius), class: `disc region${cut * 2 >= spot.n && cut ? " d" : ""}${r < LARGE ? " small" : ""}` }));
  const first = spot.items[0];
  const status = cut ? "disputed" : levels(spot.statuses).solid ? "corroborated" : "single_source";
  marks.push(s("g", { class: "pt", transform: `translate(${place[0].toFixed(1)} ${place[1].toFixed(1)})`, click: on(() => (spot.n === 1 && first ? acts.open(first) : acts.into(spot))), pointerenter: on(() => acts.hover(spot.n === 1 && first ? first.id : null)), pointerleave: on(() => acts.hover(null)) },
    s("title", null, words("region_tip", { place: spot.place ?? "", n: spot.n })),
    s("rect", { x: -w / 2, y: -12, width: w, height: 24, rx: 12, class: cut ? "pill d" : "pill" }),
    s("g", null, paths(first?.group ?? "other", first && spot.n === 1 ? first.status : status, -w / 2 + 13, 0, 0.85)),
    s("text", { x: 8, y: 4, class: "cn" }, num(spot.n))));
  if (r > 46 && spot.place && room.take(x - spot.place.length * 6, y + r + 2, spot.place.length * 12, 16)) {
    const id = `rim-${spot.place.replace(/\W/g, "")}`;
    const rr = r + 13;
    discs.push(s("path", { id, d: `M${(x - rr).toFixed(1)} ${y.toFixed(1)}A${rr} ${rr} 0 0 0 ${(x + rr).toFixed(1)} ${y.toFixed(1)}`, fill: "none" }),
      s("text", { class: "mt", "text-anchor": "middle" }, textPath(id, words("region_pill", { name: spot.place }))));
  }
  return 0;
}

function textPath(id: string, text: string): SVGElement {
  const node = s("textPath", { startOffset: "50%" }, text);
  node.setAttribute("href", `#${id}`);
  return node;
}

function disc(map: MapView, spot: Spot, discs: SVGElement[]): void {
  const r = spot.radius * map.perKm(spot.lat);
  if (r < 9 || spot.n > 40 || spot.places > 1 || r > 600) return;
  discs.push(s("path", { d: map.circle(spot, spot.radius), class: "disc" }));
}

function fan(spot: Spot, [x, y]: [number, number], acts: Acts, marks: SVGElement[], room: Room): void {
  const wide = 17 * spot.items.length;
  room.hold(x - wide / 2 - 2, y - 10, wide + 4, 20);
  spot.items.forEach((item, i) => {
    const px = x + (i - (spot.items.length - 1) / 2) * 17;
    marks.push(s("g", { class: "pt", click: on(() => acts.open(item)), pointerenter: on(() => acts.hover(item.id)), pointerleave: on(() => acts.hover(null)) },
      s("title", null, `${item.title ?? label("kind", item.kind)}: ${label("status", item.status)}`),
      s("circle", { cx: px, cy: y, r: 12, class: "hit", fill: "transparent" }), paths(item.group, item.status, px, y)));
  });
}

function cluster(spot: Spot, [x, y]: [number, number], acts: Acts, marks: SVGElement[], room: Room): void {
  const r = spot.n > 99 ? 18 : 15.5;
  room.hold(x - r, y - r, 2 * r, 2 * r);
  marks.push(s("g", { class: "pt", transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`, click: on(() => acts.into(spot)) },
    s("title", null, words("cluster_tip", { n: spot.n, place: spot.place ?? "", disputed: levels(spot.statuses).cut })),
    s("circle", { r: r + 3, fill: "var(--land)" }), s("circle", { r, class: "hit", fill: "var(--surface)" }), ring(spot.statuses, r - 1.5),
    s("text", { y: 4.2, class: "cn" }, num(spot.n))));
}

function name(spot: Spot, [x, y]: [number, number], labels: SVGElement[], room: Room, zoom: number): void {
  if (zoom < 4.5 && spot.n < 6) return;
  const text = spot.place ?? "";
  const wide = text.length * 6.7;
  const half = spot.n === 1 ? 10 : fanned(spot, zoom) ? 2 + 8.5 * spot.items.length : 17;
  for (const [dx, dy, anchor] of [[half + 4, 4, "start"], [-half - 4, 4, "end"], [0, 26, "middle"], [0, -20, "middle"]] as const) {
    const left = anchor === "start" ? x + dx : anchor === "end" ? x + dx - wide : x - wide / 2;
    if (room.take(left, y + dy - 11, wide, 14)) {
      labels.push(s("text", { x: (x + dx).toFixed(1), y: (y + dy).toFixed(1), class: "mt", "text-anchor": anchor }, text));
      return;
    }
  }
}

function selection(map: MapView, chosen: Chosen): SVGElement[] {
  if (!chosen.at || (chosen.region && chosen.radius > WHOLE)) return [];
  const [cx, cy] = map.point(chosen.at);
  const r = chosen.radius * map.perKm(chosen.at.lat);
  if (chosen.region && r > 26) return [s("path", { d: map.circle(chosen.at, chosen.radius), class: "ring" })];
  return [s("circle", { cx, cy, r: 19, class: "ring" })];
}

/** What lies beyond the edge, by the four sides. */
function edges(map: MapView, found: readonly Spot[]): SVGElement[] {
  const [wide, high] = map.size;
  const out: Record<string, Map<string, number>> = { left: new Map(), right: new Map(), up: new Map(), down: new Map() };
  for (const spot of found) {
    if (spot.what === "region" && spot.radius > WHOLE) continue;
    const [x, y] = map.point(spot);
    const side = x < 0 ? "left" : x > wide ? "right" : y < 0 ? "up" : y > high ? "down" : "";
    if (side) out[side]?.set(spot.place ?? "", (out[side]?.get(spot.place ?? "") ?? 0) + spot.n);
  }
  const text = (side: string): string => {
    const all = [...(out[side] ?? new Map<string, number>())].sort((a, b) => b[1] - a[1]);
    const rest = all.slice(2).reduce((n, [, m]) => n + m, 0);
    return all.slice(0, 2).map(([place, n]) => `${place} ${n}`).join(" · ") + (rest ? ` · +${rest}` : "");
  };
  const places: [string, number, number, string, string][] = [
    ["left", 10, high * 0.3, "start", "◂ "], ["right", wide - 10, high * 0.62, "end", " ▸"], ["up", wide / 2, 18, "middle", "▴ "], ["down", wide / 2, high - 10, "middle", "▾ "],
  ];
  return places.flatMap(([side, x, y, anchor, arrow]) => {
    const said = text(side);
    return said ? [s("text", { x, y, class: "mt edge", "text-anchor": anchor }, side === "right" ? said + arrow : arrow + said)] : [];
  });
}
