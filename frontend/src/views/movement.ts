// People told to move or be moved: a table, and the ways that are told as lines between the places.

import { address, get } from "../api.ts";
import type { App, View } from "../app.ts";
import * as dates from "../dates.ts";
import { h, on, put, s } from "../dom.ts";
import { drawTowns, layersBox, towns, type Town } from "../layers.ts";
import type { Located, MapView } from "../map.ts";
import { Room } from "../room.ts";
import { interval } from "../toll.ts";
import type { Flow, Paged, Place } from "../types.ts";
import { cap, label, words } from "../words.ts";
import { arriving } from "./common.ts";

const WIDEST_KM = 250; // a country larger than this has no point that a line could lead to
const HOW = ["actual", "ongoing", "planned", "ordered", "suggested", "requested", "denied"];

/** Solid where told as done, dashes where asked for or planned, short dashes where denied. */
export const dashOf = (flow: Pick<Flow, "polarity" | "modality">): string => (flow.polarity === "negative" ? "2 3" : flow.modality === "actual" || flow.modality === "ongoing" ? "" : "6 4");

export function movement(app: App): View {
  const table = h("div", { id: "list", tabindex: -1 });
  const mapbox = h("section", { class: "mapbox way", "aria-label": words("map_name") });
  const head = h("div");
  const el = h("div", { class: "page" }, head, h("div", { class: "movemap" }, mapbox), table);
  let map: MapView | null = null;
  let flows: Flow[] = [];
  let known: Town[] = [];
  const at = new Map<string, Located & { name: string }>();
  const recolour = (): void => map?.recolour();

  const draw = (found: Paged<Flow> & { held_back: number }): void => {
    flows = found.items;
    const chosen = new Set((app.state.mod ?? "").split(",").filter(Boolean));
    put(head, h("h1", null, label("view", "movement")), h("div", { class: "bar" }, h("div", { class: "seg", role: "group", "aria-label": words("how_word") }, HOW.map((how) => h("button", { type: "button", "aria-pressed": chosen.has(how) ? "true" : "false", click: on(() => {
      if (!chosen.delete(how)) chosen.add(how);
      app.set({ mod: [...chosen].join(",") || undefined });
    }) }, how === "denied" ? words("told_denied") : label("modality", how)))), h("span", { class: "meta" }, words("movements", { n: found.total }))));
    put(table, flows.length ? h("table", { class: "plain stack" },
      h("thead", null, h("tr", null, ["from_word", "to_word", "how_word", "who_word", "number_word", "who_says", "day_word"].map((key) => h("th", { scope: "col" }, words(key))))),
      h("tbody", null, flows.map((flow) => h("tr", null, h("td", null, place(app, flow.origin, flow.origin_id)), h("td", null, place(app, flow.destination, flow.destination_id)),
        h("td", null, `${cap(label("movement", flow.movement))}, ${flow.polarity === "negative" ? words("told_denied") : label("modality", flow.modality)}`), h("td", null, flow.who ?? ""), h("td", null, interval(flow)), h("td", null, flow.said_by ?? words("own_voice")), h("td", null, dates.say(flow.from)))))) : h("p", { class: "note" }, words("no_movement")), h("p", { class: "micro" }, words("movement_note"), " ", words("not_drawn_whole")));
    paint();
  };
  const paint = (): void => map?.show((view) => ways(view, flows, at, known));
  const load = (): void => arriving(app, table, async () => {
    const [found, places] = await Promise.all([get<Paged<Flow> & { held_back: number }>(address("/movement", app.state, { mod: app.state.mod, limit: 300 }), app.signal), at.size ? null : get<Paged<Place>>(address("/places", { asof: app.state.asof }, { limit: 500 }), app.signal)]);
    for (const one of places?.items ?? []) if (pointed(one)) at.set(one.id, { lat: one.lat, lon: one.lon, name: one.name });
    const missing = [...new Set(found.items.flatMap((flow) => [flow.origin_id, flow.destination_id]))].filter((id): id is string => id !== null && !at.has(id)).slice(0, 40);
    await Promise.all(missing.map(async (id) => {
      const one = await get<{ place: Place }>(address(`/place/${encodeURIComponent(id)}`, { asof: app.state.asof, from: "9999-01-01" }), app.signal).catch(() => null);
      if (one && pointed(one.place)) at.set(id, { lat: one.place.lat, lon: one.place.lon, name: one.place.name });
    }));
    return found;
  }, (found) => {
    draw(found);
    frame();
  });
  const frame = (): void => {
    const ends = flows.flatMap((flow) => [at.get(flow.origin_id ?? ""), at.get(flow.destination_id ?? "")]).filter((one) => one !== undefined);
    if (ends.length && map?.map && !mapbox.dataset.framed) {
      mapbox.dataset.framed = "yes";
      const [lon, lat] = [mid(ends.map((one) => one.lon)), mid(ends.map((one) => one.lat))];
      map.fit([...ends].sort((a, b) => Math.hypot(a.lon - lon, a.lat - lat) - Math.hypot(b.lon - lon, b.lat - lat)).slice(0, Math.ceil(ends.length * 0.85)));
    }
  };
  void import("../map.ts").then(({ MapView, tools }) => {
    map = new MapView(mapbox, { zoom: 4, lat: 48, lon: 34 }, { ready: frame });
    mapbox.append(tools(() => map), h("div", { class: "legend short" }, layersBox(() => map, () => undefined)));
    void towns().then((found) => { known = found; map?.soon(); });
    paint();
  });
  document.addEventListener("themechange", recolour);
  load();
  return { el, update: load, destroy: () => { document.removeEventListener("themechange", recolour); map?.destroy(); } };
}

const pointed = (one: Place): one is Place & { lat: number; lon: number } => one.lat !== null && one.lon !== null && !((one.radius_km ?? 0) > WIDEST_KM);
const mid = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const place = (app: App, name: string | null, id: string | null): Node => (name && id ? h("a", { href: app.href(`/place/${encodeURIComponent(id)}`) }, name) : document.createTextNode(name ?? words("not_told")));

function ways(map: MapView, flows: readonly Flow[], at: Map<string, Located & { name: string }>, known: readonly Town[]): SVGElement[] {
  const drawn = new Map<string, number>();
  const named = new Set<string>();
  const [lines, out]: [SVGElement[], SVGElement[]] = [[], []];
  const room = new Room();
  map.reserve(room);
  for (const flow of flows) {
    const [from, to] = [at.get(flow.origin_id ?? ""), at.get(flow.destination_id ?? "")];
    for (const [end, id, name] of [[from, flow.origin_id, flow.origin], [to, flow.destination_id, flow.destination]] as const) {
      if (!end || !id || named.has(id)) continue;
      named.add(id);
      const [x, y] = map.point(end);
      out.push(s("circle", { cx: x, cy: y, r: 3.5, class: "f-ink" }), s("text", { x: x + 8, y: y + 4, class: "mt" }, room.take(x + 6, y - 8, 8 + 7 * (name ?? "").length, 16) ? name : ""));
    }
    if (!from || !to || from === to) continue;
    const key = `${flow.origin_id}>${flow.destination_id}`;
    const turn = drawn.get(key) ?? 0;
    drawn.set(key, turn + 1);
    if (turn > 3) continue;
    const [[a, b], [c, d]] = [map.point(from), map.point(to)];
    const long = Math.hypot(c - a, d - b) || 1;
    const bend = long * (0.14 + 0.07 * turn);
    const [mx, my] = [(a + c) / 2 - ((d - b) / long) * bend, (b + d) / 2 + ((c - a) / long) * bend];
    const middle = [(a + 2 * mx + c) / 4, (b + 2 * my + d) / 4] as const;
    const angle = (Math.atan2(d - my, c - mx) * 180) / Math.PI;
    lines.push(s("g", null, s("title", null, [`${flow.origin ?? ""} → ${flow.destination ?? ""}`, label("movement", flow.movement), interval(flow), flow.said_by].filter(Boolean).join(", ")),
      s("path", { d: `M${a} ${b}Q${mx} ${my} ${c} ${d}`, class: "s-ink f-no", "stroke-width": flow.low || flow.high ? 2.4 : 1.3, "stroke-dasharray": dashOf(flow) || null }),
      s("path", { d: "M-9 -4L0 0L-9 4", class: "s-ink f-no", "stroke-width": 1.6, transform: `translate(${c} ${d}) rotate(${angle})` }),
      flow.polarity === "negative" ? s("path", { d: `M${middle[0] + 5} ${middle[1] - 8}l-10 16`, class: "s-dispute", "stroke-width": 2.4 }) : null));
  }
  const told = new Set(flows.flatMap((flow) => [flow.origin ?? "", flow.destination ?? ""]));
  return [...(map.has("towns") ? drawTowns(map, known, room, told) : []), ...lines, ...out];
}
