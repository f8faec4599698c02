// Who holds what, day by day: cells around settlements, never a drawn line.

import { address, get } from "../api.ts";
import type { App, View } from "../app.ts";
import * as dates from "../dates.ts";
import { h, on, put, s } from "../dom.ts";
import { drawTowns, layersBox, towns, type Town } from "../layers.ts";
import type { MapView } from "../map.ts";
import { Room } from "../room.ts";
import { sideShape, sideSign } from "../marks.ts";
import { holder } from "../ribbon.ts";
import type { Change, Control, Held } from "../types.ts";
import { percent, words } from "../words.ts";
import { arriving, dialog, segments, shareWords } from "./common.ts";

/** The tint of a cell: 0 where nobody is above even, else one of four steps. */
export const stepOf = (p: number): number => (p < 0.5 ? 0 : p < 0.65 ? 1 : p < 0.8 ? 2 : p < 0.95 ? 3 : 4);

/** The likeliest holder that is no doubt, and its probability. */
export function likeliest(shares: Record<string, number>): [string, number] {
  return Object.entries(shares).filter(([id]) => id !== "contested" && id !== "unknown").sort((a, b) => b[1] - a[1])[0] ?? ["", 0];
}

/** Whether it is likelier that nobody knows than that any one holds it. */
const unsure = (shares: Record<string, number>, p: number): boolean => (shares.unknown ?? 0) > Math.max(p, shares.contested ?? 0);

function holderSign(app: App, item: Held): SVGElement {
  const [id, p] = likeliest(item.probabilities);
  if (!unsure(item.probabilities, p)) return sideSign(app.sides.letter(id), item.holder_name);
  return s("svg", { viewBox: "-6 -6 12 12", width: 12, height: 12, class: "sign", "aria-hidden": "true" }, s("circle", { r: 4, class: "f-no s-ink3", "stroke-dasharray": "1.5 1.5" }));
}

export function control(app: App): View {
  return new ControlView(app);
}

class ControlView implements View {
  readonly fixed = true;
  readonly el: HTMLElement;
  private readonly mapbox = h("section", { class: "mapbox", "aria-label": words("map_name") });
  private readonly side = h("aside", { id: "list", tabindex: -1 });
  private readonly strip = h("div", { class: "slide" });
  private readonly slider = h("input", { type: "range", min: 0, max: 1, step: 1, "aria-label": words("day_slider") });
  private readonly shown = h("output", null);
  private readonly ticks = h("div");
  private map: MapView | null = null;
  private found: Control | null = null;
  private changes: Change[] = [];
  private towns: Town[] = [];
  private timer = 0;
  private request = 0;
  private readonly recolour = (): void => this.map?.recolour();

  constructor(private readonly app: App) {
    this.el = h("div", { class: "ctl" }, this.strip, this.mapbox, this.side);
    this.slider.addEventListener("input", () => this.pick(dates.iso(Number(this.slider.value))));
    document.addEventListener("themechange", this.recolour);
    void this.open();
    this.load();
  }

  private async open(): Promise<void> {
    const { MapView, tools } = await import("../map.ts");
    this.map = new MapView(this.mapbox, { zoom: 5, lat: 48.4, lon: 34 }, { ready: () => this.frame() });
    this.mapbox.append(tools(() => this.map), h("div", { class: "legend" }, h("h2", null, words("how_to_read")), h("p", null, words("control_legend")), layersBox(() => this.map, () => undefined)));
    void towns().then((found) => { this.towns = found; this.map?.soon(); });
    this.paint();
  }

  private load(): void {
    const turn = ++this.request;
    const { state } = this.app;
    const view = state.view === "difference" ? "difference" : "assessed";
    arriving(this.app, this.side, async () => {
      const found = await get<Control>(address("/control", { asof: state.asof }, { day: state.day, view }), this.app.signal);
      if (!this.changes.length) this.changes = (await get<{ items: Change[] }>(address("/control/changes", { asof: state.asof }), this.app.signal)).items;
      return found;
    }, (found) => {
      if (turn !== this.request) return;
      this.found = found;
      this.bar();
      this.list();
      this.frame();
      this.paint();
    });
  }

  update(): void {
    this.load();
  }

  private pick(day: string): void {
    this.shown.textContent = dates.sayLong(day);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.app.set({ day }, true), 60) as unknown as number;
  }

  private bar(): void {
    const { found, app } = this;
    if (!found) return;
    this.slider.min = String(dates.number(this.begin));
    this.slider.max = String(dates.number(found.last));
    this.slider.value = String(dates.number(found.day));
    this.slider.setAttribute("aria-valuetext", dates.sayLong(found.day));
    this.shown.textContent = dates.sayLong(found.day);
    if (!this.strip.childElementCount) {
      put(this.strip, h("div", { id: "modes" }), h("div", { class: "track" }, this.slider, this.ticks), this.shown,
        h("button", { type: "button", class: "btn", click: on(() => this.jump(-1)) }, `‹ ${words("previous_change")}`), h("button", { type: "button", class: "btn", click: on(() => this.jump(1)) }, `${words("next_change")} ›`));
    }
    const sides = [...new Set(found.items.flatMap((item) => Object.keys(item.claimed)))].filter((id) => app.sides.letter(id) !== "x").sort((a, b) => app.sides.letter(a).localeCompare(app.sides.letter(b)));
    const modes: (readonly [string, string])[] = [["assessed", words("assessed_word")], ...sides.map((id) => [`claimed-${id}`, words("claimed_by", { side: app.sides.name(id) })] as const), ["difference", words("difference")]];
    put(this.strip.querySelector("#modes") as Element, segments(words("views"), modes, app.state.view ?? "assessed", (value) => app.set({ view: value })));
    const [a, b] = [dates.number(this.begin), dates.number(found.last)];
    put(this.ticks, s("svg", { viewBox: "0 0 1000 8", preserveAspectRatio: "none", class: "ticksvg", "aria-hidden": "true" }, [...new Set(this.changes.map((one) => one.day))].map((day) => s("rect", { x: 8 + ((dates.number(day) - a) / Math.max(1, b - a)) * 984 - 1, y: 0, width: 2, height: 8, class: "f-ink3" }))));
  }

  /** The slider begins shortly before the first change or report. */
  private get begin(): string {
    const found = this.found as Control;
    const days = [...this.changes.map((one) => one.day)].sort();
    return days[0] && dates.add(days[0], -10) > found.first ? dates.add(days[0], -10) : found.first;
  }

  private jump(by: number): void {
    const now = this.found?.day ?? "";
    const days = [...new Set(this.changes.map((one) => one.day))].sort();
    const next = by > 0 ? days.find((day) => day > now) : days.reverse().find((day) => day < now);
    if (next) this.app.set({ day: next }, true);
  }

  private list(): void {
    const { found, app } = this;
    if (!found) return;
    const place = (id: string, name: string): HTMLElement => h("a", { href: app.href(`/place/${encodeURIComponent(id)}`) }, name);
    put(this.side,
      h("h2", null, words("changes_of_day", { day: dates.say(found.day) })),
      found.changes.length ? h("ul", { class: "simple" }, found.changes.map((one) => h("li", null, sideSign(app.sides.letter(one.after)), h("div", null, place(one.id, one.place), h("p", { class: "meta" }, `${holder(app, one.before)} → ${holder(app, one.after)}, ${percent(one.p)}, ${words("claims", { n: one.claims.length })}`))))) : h("p", { class: "meta" }, words("no_changes")),
      h("h2", null, words("hold_places", { n: found.total })),
      found.items.length ? h("ul", { class: "simple" }, found.items.slice(0, 200).map((item) => h("li", null, holderSign(app, item), h("div", null, place(item.id, item.place), h("p", { class: "meta" }, `${words("likeliest", { day: "", shares: shareWords(item.probabilities, (id) => holder(app, id)), n: item.claims.length }).replace(/^: /, "")}${item.parted ? ` · ${words("sides_part")}` : ""}`)),
        h("button", { type: "button", class: "btn plain", click: on(() => dialog(item.place, h("p", null, item.reason))) }, words("why_word"))))) : h("p", null, words("no_control_day")));
  }

  private frame(): void {
    const places = this.located();
    if (places.length && this.map?.map && !this.mapbox.dataset.framed) {
      this.mapbox.dataset.framed = "yes";
      const [lat, lon] = [middle(places.map((p) => p.lat)), middle(places.map((p) => p.lon))];
      const near = [...places].sort((a, b) => Math.hypot(a.lat - lat, a.lon - lon) - Math.hypot(b.lat - lat, b.lon - lon)).slice(0, Math.ceil(places.length * 0.85));
      this.map.fit(near);
    }
  }

  private located(): (Held & { lat: number; lon: number })[] {
    return (this.found?.items ?? []).filter((item): item is Held & { lat: number; lon: number } => item.lat !== null && item.lon !== null);
  }

  private paint(): void {
    this.map?.show((map) => [this.patterns(), ...this.cells(map)]);
  }

  private patterns(): SVGElement {
    return s("defs", null,
      s("pattern", { id: "both", width: 8, height: 8, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, s("path", { d: "M2 0V8", class: "edge-a" }), s("path", { d: "M6 0V8", class: "edge-b" })),
      s("pattern", { id: "unknown", width: 6, height: 6, patternUnits: "userSpaceOnUse" }, s("circle", { cx: 2, cy: 2, r: 1, class: "dotc" })));
  }

  private cells(map: MapView): SVGElement[] {
    const { app } = this;
    const view = app.state.view ?? "assessed";
    const claimer = view.startsWith("claimed-") ? view.slice(8) : "";
    const ordered = this.located().filter((item) => !item.area || map.zoom < 6).sort((a, b) => Number(b.area) - Number(a.area));
    const room = new Room();
    map.reserve(room);
    const at = (item: Held & { lat: number; lon: number }): [number, number, number] => [...map.point(item), Math.max(11, Math.min(40, 9 * map.perKm(item.lat)))];
    for (const item of ordered) { const [x, y, r] = at(item); room.hold(x - r, y - r, 2 * r, 2 * r); }
    const names: SVGElement[] = [];
    const cells = ordered.flatMap((item) => {
      const [x, y, r] = at(item);
      let [id, p] = likeliest(item.probabilities);
      if (claimer) {
        const told = item.claimed[claimer];
        if (!told) return [];
        [id, p] = [told, 0.9];
      }
      const step = stepOf(p);
      const letter = app.sides.letter(id);
      const unknown = unsure(item.probabilities, p);
      const ground = unknown && !claimer ? { fill: "url(#unknown)" } : step === 0 || id === "contested" ? { fill: "url(#both)" } : { class: `tint-${letter} step${step}` };
      const long = item.place.length * 6.9;
      const where = map.has("names") && map.zoom > 4.4 && !map.captioned.has(item.place) ? ([[r + 4, 4, "start", r + 2], [-r - 4, 4, "end", -r - 2 - long], [0, r + 14, "middle", -long / 2], [0, -r - 6, "middle", -long / 2]] as const).find(([, dy, , left]) => room.take(x + left, y + dy - 11, long + 2, 14)) : undefined;
      if (where) names.push(s("text", { x: (x + where[0]).toFixed(1), y: (y + where[1]).toFixed(1), class: "mt", "text-anchor": where[2] }, item.place));
      return [s("g", { class: "pt", transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`, click: on(() => app.go(app.href(`/place/${encodeURIComponent(item.id)}`))) },
        s("title", null, `${item.place}, ${dates.say(item.day)}: ${shareWords(item.probabilities, (one) => holder(app, one))}`),
        s("circle", { r, fill: "var(--land)" }), s("circle", { r, ...ground }), s("circle", { r, fill: "none", class: unknown || step === 0 ? "s-line2" : `edge-${letter}`, "stroke-width": 1.4 }),
        step > 0 && (!unknown || claimer) ? s("g", null, sideShape(letter)) : null,
        item.parted && view === "difference" ? s("path", { d: `M${r * 0.7} ${-r * 0.7}L${-r * 0.7} ${r * 0.7}`, class: "s-dispute f-no", "stroke-width": 2.4 }) : null)];
    });
    const named = new Set(ordered.map((item) => item.place));
    return [s("g", null, map.has("towns") ? drawTowns(map, this.towns, room, named) : []), s("g", null, cells), s("g", null, names)];
  }

  key(event: KeyboardEvent): boolean {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by && this.found && !(event.target as Element).closest("input, .maplibregl-canvas")) {
      const day = dates.add(this.found.day, by * (event.shiftKey ? 7 : 1));
      if (day >= this.found.first && day <= this.found.last) this.app.set({ day }, true);
      return true;
    }
    return false;
  }

  destroy(): void {
    clearTimeout(this.timer);
    document.removeEventListener("themechange", this.recolour);
    this.map?.destroy();
  }
}

const middle = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
