// The situation: map, timeline and list, which hold the same incidents and light each other.

import type { FeatureCollection, Point } from "geojson";
import { address, get } from "../api.ts";
import type { App, View } from "../app.ts";
import * as dates from "../dates.ts";
import { h, on, put, s } from "../dom.ts";
import { layersBox, towns, type Town } from "../layers.ts";
import { GROUPS, loud, mark, statusWords } from "../marks.ts";
import type { MapView } from "../map.ts";
import type { Spot } from "../marksmap.ts";
import { context } from "../offsets.ts";
import { parting, quoteBlock, versus, documentPath, type Parting } from "../parting.ts";
import { BLOCK, Rows } from "../rows.ts";
import { FILTERS } from "../state.ts";
import { extent, TimelineView } from "../timeline.ts";
import { miniToll } from "../toll.ts";
import type { DocumentDetail, Incident, IncidentDetail, Incidents, Situation, Timeline } from "../types.ts";
import { label, labels, words } from "../words.ts";
import { emptyNote, why } from "./common.ts";

const SORTS = labels("sort");
const ROOMY = 620; // pixels of height

export function situation(app: App): View {
  return new SituationView(app);
}

class SituationView implements View {
  readonly fixed = true;
  readonly el: HTMLElement;
  private readonly mapbox = h("section", { class: "mapbox", "aria-label": words("map_name"), id: "map", tabindex: -1 });
  private readonly head = h("div", { class: "lh" });
  private readonly note = h("div", { hidden: true });
  private readonly time = new TimelineView((brush, final) => this.brush(brush, final));
  private readonly list: Rows<Incident>;
  private readonly trayBox = h("div");
  private map: MapView | null = null;
  private spots: Spot[] = [];
  private chosenSpot: { at: { lon: number; lat: number }; radius: number; region: boolean } | null = null;
  private hovered: string | null = null;
  private details = new Map<string, IncidentDetail>();
  private order = -1;
  private asked = "";
  private abort = new AbortController();
  private settled = 0;
  private towns: Town[] = [];
  private fitted = false;
  private dragging = false;
  private area: [number, number][] | null = null;
  private redrawLegend: () => void = () => undefined;
  private readonly areaButton = h("button", { type: "button", class: "wide", "aria-pressed": "false", click: on(() => this.drawArea()) }, words("draw_area"));

  constructor(private readonly app: App) {
    this.list = new Rows(
      async (page, limit) => (await get<Incidents>(address("/incidents", this.app.state, { page, limit, sort: this.app.state.sort }), this.abort.signal)).items,
      (item, index) => this.row(item, index), (fault) => this.app.fail(fault, () => this.update()));
    const sheet = h("button", { type: "button", class: "btn sheet", click: on(() => this.sheet(false)) }, words("close_map"));
    put(this.mapbox, sheet);
    this.el = h("div", { class: "sit" }, this.mapbox, this.time.el,
      h("section", { class: "list", "aria-label": words("list_name") }, this.head, this.note, this.list.el,
        h("div", { class: "lf meta", "aria-hidden": "true" }, keyHint("J", "K", words("key_move")), keyHint("M", "", "map"), keyHint("T", "", "time"), keyHint("?", "", words("key_all")))));
    void this.openMap();
    this.update();
    document.addEventListener("themechange", this.recolour);
  }

  private readonly recolour = (): void => this.map?.recolour();

  private async openMap(): Promise<void> {
    const [{ MapView, tools }] = await Promise.all([import("../map.ts")]);
    if (this.abort.signal.aborted && !this.el.isConnected) return;
    const [zoom, lat, lon] = (this.app.state.map ?? "3/48/32").split("/").map(Number) as [number, number, number];
    this.fitted = Boolean(this.app.state.map);
    this.map = new MapView(this.mapbox, { zoom, lat, lon }, { settled: () => this.moved(), ready: () => { this.frame(); this.redrawLegend(); }, click: (at) => this.corner([at.lon, at.lat]) });
    const wide = (text: string, act: () => void): HTMLElement => h("button", { type: "button", class: "wide", click: on(act) }, text);
    this.mapbox.append(
      tools(() => this.map, [wide(words("all_in_view"), () => { this.fitted = false; this.frame(); }), wide(words("use_view"), () => this.app.set({ box: this.map?.box })), this.areaButton]),
      this.legend(), this.trayBox);
    this.mapbox.insertBefore(this.map.canvas, this.mapbox.firstChild);
    void towns().then((found) => { this.towns = found; this.map?.soon(); });
    this.paint();
  }

  update(): void {
    const { state } = this.app;
    const key = JSON.stringify([FILTERS.map((name) => state[name]), state.asof, state.sort]);
    if (key !== this.asked) {
      this.asked = key;
      this.abort.abort();
      this.abort = new AbortController();
      void this.load(this.abort.signal);
    } else this.choose();
  }

  private async load(signal: AbortSignal): Promise<void> {
    const { state } = this.app;
    document.dispatchEvent(new CustomEvent("busy", { detail: true }));
    try {
      const [numbers, first, days] = await Promise.all([
        get<Situation>(address("/situation", state), signal),
        get<Incidents>(address("/incidents", state, { page: 1, limit: BLOCK, sort: state.sort }), signal),
        this.days(signal),
        this.loadSpots(signal),
      ]);
      this.app.tell(numbers);
      this.time.set(days, { from: state.from, to: state.to }, state.asof ?? "");
      this.heading(first.total, numbers);
      this.details.clear();
      this.list.reset(first.total, first.items);
      put(this.note);
      this.note.hidden = first.total > 0;
      if (!first.total) put(this.note, emptyNote(this.app, numbers));
      this.frame();
      await this.find(signal);
      this.choose();
    } catch (fault) {
      if (!signal.aborted) this.app.fail(fault, () => { this.asked = ""; this.update(); });
    } finally {
      if (!signal.aborted) document.dispatchEvent(new CustomEvent("busy", { detail: false }));
    }
  }

  /** Days of the timeline; by day too where the part that is drawn is short enough. */
  private async days(signal: AbortSignal): Promise<Timeline> {
    const found = await get<Timeline>(address("/timeline", this.app.state), signal);
    const [first, last] = found.first ? extent(found) : [0, 0];
    return found.step === "day" || last - first > 300 ? found : get<Timeline>(address("/timeline", this.app.state, { step: "day" }), signal);
  }

  /** Reads on until the chosen incident is in the list, as far as makes sense. */
  private async find(signal: AbortSignal): Promise<void> {
    const id = this.app.state.sel;
    for (let at = BLOCK; id && this.indexOf(id) < 0 && at < 15 * BLOCK && !signal.aborted; at += BLOCK) {
      if ((await this.list.ensure(at)) === undefined) return;
    }
  }

  private async loadSpots(signal: AbortSignal): Promise<void> {
    const { spots } = await import("../marksmap.ts");
    // Until the view is fitted, what is asked for must not hang on whether the map was there before the answer.
    const start = Number((this.app.state.map ?? "6").split("/")[0]);
    const zoom = Math.min(8, Math.floor((this.map && this.fitted ? this.map.zoom : start) * 2) / 2);
    this.settled = zoom;
    this.spots = spots(await get<FeatureCollection<Point>>(address("/map", this.app.state, { zoom, pixels: 44 }), signal));
    this.paint();
  }

  private frame(): void {
    if (this.fitted || !this.map?.map || !this.spots.length) return;
    this.fitted = true;
    const near = core(this.spots);
    this.map.fit(near);
  }

  private moved(): void {
    if (!this.map) return;
    const zoom = Math.min(8, Math.floor(this.map.zoom * 2) / 2);
    if (zoom !== this.settled) void this.loadSpots(this.abort.signal).catch(() => undefined);
    this.app.set({ map: this.map.view }, true);
  }

  private paint(): void {
    void import("../marksmap.ts").then(({ drawSpots }) => {
      this.map?.show((map) => [
        ...drawSpots(map, this.spots, { at: this.chosenSpot?.at ?? null, radius: this.chosenSpot?.radius ?? 0, region: this.chosenSpot?.region ?? false }, {
          open: (item) => this.app.set({ sel: item.id }), hover: (id) => this.hover(id, false), into: (spot) => this.into(spot),
        }, map.has("names"), map.has("towns") ? this.towns : []),
        ...this.drawnArea(map),
      ]);
      this.map?.name(words("map_label", { incidents: words("incidents", { n: this.spots.reduce((n, spot) => n + spot.n, 0) }) }));
    });
  }

  private into(spot: Spot): void {
    if (!this.map) return;
    if (spot.what === "region" || this.map.zoom >= 7.9) {
      if (spot.place) this.app.set({ place: spot.place });
    } else this.map.go(spot, Math.min(8, this.map.zoom + 2));
  }

  private heading(total: number, numbers: Situation): void {
    const sort = h("select", { "aria-label": words("sort"), change: on((e) => this.app.set({ sort: (e.target as HTMLSelectElement).value })) },
      SORTS.map((name) => h("option", { value: name, selected: (this.app.state.sort ?? "contested") === name }, label("sort", name))));
    put(this.head, h("h2", null, words("incidents", { n: total })), h("span", { class: "grow" }),
      h("button", { type: "button", class: "btn sheet", click: on(() => this.sheet(true)) }, words("open_map")), sort);
    void import("../marksmap.ts").then(({ wholes }) => {
      const told = wholes(this.spots).filter(([place]) => place);
      const n = numbers.off_map + told.reduce((sum, [, one]) => sum + one, 0);
      put(this.trayBox, n ? h("div", { class: "tray" }, h("b", null, words("not_on_map", { n })),
        told.length ? h("span", null, `${words("whole_countries")} `, told.slice(0, 4).map(([place, one], i) => [i ? ", " : "", h("a", { href: this.app.href("/", { place }) }, place), ` ${one}`]), ". ") : null, numbers.off_map ? words("no_place_n", { n: numbers.off_map }) : "") : null);
    });
  }

  private sheet(open: boolean): void {
    this.mapbox.classList.toggle("open", open);
    this.map?.map?.resize();
    if (open) { this.fitted = false; this.frame(); }
    document.body.style.overflow = open ? "hidden" : "";
  }

  private row(item: Incident, index: number): HTMLLIElement {
    const chosen = this.app.state.sel === item.id;
    const toll = item.tolls.find((one) => one.low !== null || one.high !== null);
    const more = item.parted.length && loud(item.status) ? item.parted.map((slot) => label("question", slot)).join(", ") : words("claims", { n: item.claims.length });
    const body = h("li", {
      class: `it${chosen ? " sel" : ""}${loud(item.status) ? " d" : ""}`, "data-id": item.id, "data-index": index, "aria-current": chosen ? "true" : null,
      pointerenter: on(() => this.hover(item.id, true)), pointerleave: on(() => this.hover(null, true)),
      click: on((e) => { if (!(e.target as Element).closest("a, button") && !chosen && !String(getSelection())) this.app.set({ sel: item.id }); }),
    },
    h("div", { class: "row" }, mark(item.group, item.status), h("div", null,
      h("h3", null, h("a", { href: this.app.href(`/incident/${item.id}`) }, item.title)),
      h("p", { class: "meta" }, [item.place ? (item.precision ? `${item.place}, ${item.precision}` : item.place) : words("place_not_told"), item.when].join(" · ")),
      h("p", { class: "sl" }, statusWords(item.status), h("span", { class: "meta" }, loud(item.status) && item.parted.length ? `${more} · ${words("claims", { n: item.claims.length })}` : `${more}, ${words("origins_short", { n: item.origins.length })}`)),
      toll ? h("p", { class: "toll" }, miniToll(toll), h("span", null, item.tolls.slice(0, 2).map((one) => one.words).join(" · "))) : null)));
    if (chosen) body.append(this.opened(item));
    return body;
  }

  private opened(item: Incident): HTMLElement {
    const box = h("div");
    const detail = this.details.get(item.id);
    if (!detail) {
      void get<IncidentDetail>(address(`/incident/${item.id}`, { asof: this.app.state.asof })).then((found) => {
        this.details.set(item.id, found);
        const index = this.indexOf(item.id);
        if (index < 0) return;
        this.list.redraw(index);
        if (this.app.state.sel === item.id) this.list.at(index)?.scrollIntoView({ block: "nearest" });
      }).catch(() => undefined);
      return box;
    }
    const parted = parting(detail);
    const first = detail.accounts[0];
    const cell = first?.cells.happened;
    if (parted) put(box, this.pair(parted));
    else if (first && cell) put(box, h("div", { class: "vs one" }, quoteBlock({ who: first.who, role: first.role, side: first.side, words: cell.quote, lit: "", day: first.first_told, document: cell.document, claim: cell.claim, start: cell.start, end: cell.end }, this.app.sides, this.app.href(documentPath(cell.document, cell.start, cell.end)))));
    const at = parted?.a ?? cell;
    box.append(h("p", { class: "acts" },
      h("a", { class: "btn", href: this.app.href(`/incident/${item.id}`) }, words("open_incident"), h("kbd", null, "Enter")),
      at ? h("a", { class: "btn", href: this.app.href(documentPath(at.document, at.start, at.end)), "data-words": "" }, words("see_words"), h("kbd", null, "W")) : null,
      h("button", { type: "button", class: "btn", click: on(() => why(item.title, item.because, words("probability", { p: item.probability.toFixed(2) }))) }, words("why_together"), h("kbd", null, "E"))));
    return box;
  }

  private pair({ a, b, reason, relation }: Parting): HTMLElement {
    const href = (one: typeof a): string => this.app.href(documentPath(one.document, one.start, one.end));
    const block = (one: typeof a): HTMLElement => {
      const node = quoteBlock(one, this.app.sides, href(one));
      // A word or two say nothing alone: what stands around them is fetched.
      if (one.words === one.lit && one.lit.length < 60) {
        void get<DocumentDetail>(address(`/document/${encodeURIComponent(one.document)}`, { asof: this.app.state.asof }), this.abort.signal).then(({ pieces }) => {
          const found = context(pieces, one.start, one.end, 90);
          if (found) node.replaceWith(quoteBlock({ ...one, words: found.before + found.lit + found.after }, this.app.sides, href(one)));
        }).catch(() => undefined);
      }
      return node;
    };
    return h("div", null, versus(block(a), block(b), relation, reason), h("p", { class: "why meta" }, dates.readable(reason)));
  }

  private indexOf(id: string): number {
    for (const [index, item] of this.list.items) if (item.id === id) return index;
    return -1;
  }

  private choose(): void {
    const id = this.app.state.sel ?? "";
    const before = this.order;
    this.order = id ? this.indexOf(id) : -1;
    if (before >= 0 && before !== this.order) this.list.redraw(before);
    if (this.order < 0 && id) void this.find(this.abort.signal).then(() => { if (this.indexOf(id) >= 0 && this.app.state.sel === id) this.choose(); });
    if (this.order >= 0) {
      this.list.redraw(this.order);
      const node = this.list.at(this.order);
      const box = this.list.el.getBoundingClientRect();
      const own = node?.getBoundingClientRect();
      if (own && (own.top < box.top || own.bottom > box.bottom)) node?.scrollIntoView({ block: "nearest" });
    }
    this.light(id);
  }

  private hover(id: string | null, fromList: boolean): void {
    this.hovered = id;
    for (const node of this.list.el.querySelectorAll(".hover")) node.classList.remove("hover");
    if (id && !fromList) this.list.el.querySelector(`[data-id="${CSS.escape(id)}"]`)?.classList.add("hover");
    this.light(id ?? this.app.state.sel ?? "");
  }

  /** Lights mark, disc and day of one incident with a ring. */
  private light(id: string): void {
    const item = [...this.list.items.values()].find((one) => one.id === id);
    const from = (item?.from ?? item?.first_reported ?? "").slice(0, 10);
    this.time.light(from);
    this.chosenSpot = item && item.lat !== null && item.lon !== null ? { at: { lat: item.lat, lon: item.lon }, radius: item.radius_km ?? 0, region: /region|country/.test(item.precision) } : null;
    this.map?.soon();
  }

  private brush(brush: { from?: string; to?: string }, final: boolean): void {
    // A drag is one entry of the history, however long it goes on.
    const begun = this.dragging;
    this.dragging = !final;
    this.app.set({ from: brush.from, to: brush.to }, begun);
  }

  private legend(): HTMLElement {
    const kept = "contested-legend";
    const box = h("div");
    const draw = (): void => {
      // Where nobody chose, a small map is left free.
      const hidden = (localStorage.getItem(kept) ?? (this.mapbox.clientHeight < ROOMY ? "off" : "on")) === "off";
      const flip = on(() => { localStorage.setItem(kept, hidden ? "on" : "off"); draw(); });
      if (hidden) {
        put(box, h("div", { class: "legend short" }, h("h2", null, h("button", { type: "button", click: flip }, words("show_legend"))), layersBox(() => this.map, () => undefined)));
        return;
      }
      const line = (status: string, text = label("status", status)): HTMLElement => h("li", null, mark("territory", status, 18), text);
      put(box, h("div", { class: "legend" },
        h("h2", null, words("how_to_read"), h("button", { type: "button", click: flip }, words("hide"))),
        h("p", null, words("shape_says")), h("ul", { class: "two" }, GROUPS.map((group) => h("li", null, mark(group, "corroborated", 18), label("group", group)))),
        h("p", null, words("filling_says")), h("ul", { class: "two" }, ["single_source", "corroborated", "corroborated_across_sides", "disputed", "denied", "admitted"].map((status) => line(status))),
        h("ul", null, h("li", null, s("svg", { viewBox: "-9 -9 18 18", width: 18, height: 18, "aria-hidden": "true" }, s("circle", { r: 7, class: "disc" })), words("lies_somewhere"))),
        layersBox(() => this.map, () => undefined)));
    };
    draw();
    this.redrawLegend = draw;
    return box;
  }

  /** Begins an area, or takes the one that was drawn as a filter. */
  private drawArea(): void {
    if (this.area && this.area.length > 2) {
      const corners = this.area.map((corner) => corner.map((v) => v.toFixed(3)).join(",")).join(";");
      this.endArea();
      this.app.set({ area: corners });
      this.app.toast(words("area_done"));
      return;
    }
    if (this.area) { this.endArea(); return; }
    this.area = [];
    this.mapbox.classList.add("drawing");
    this.areaButton.textContent = words("close_area");
    this.areaButton.setAttribute("aria-pressed", "true");
    this.app.toast(words("area_help"));
    this.map?.paint();
  }

  private endArea(): void {
    this.area = null;
    this.mapbox.classList.remove("drawing");
    this.areaButton.textContent = words("draw_area");
    this.areaButton.setAttribute("aria-pressed", "false");
    this.map?.paint();
  }

  private corner(at: [number, number]): void {
    if (!this.area) return;
    this.area.push(at);
    this.map?.paint();
  }

  private drawnArea(map: MapView): SVGElement[] {
    const given = this.area ?? (this.app.state.area ?? "").split(";").filter(Boolean).map((corner) => corner.split(",").map(Number) as [number, number]);
    if (!given.length) return [];
    const points = given.map(([lon, lat]) => map.point({ lon, lat }).map((v) => v.toFixed(1)).join(","));
    return [s("polygon", { points: points.join(" "), fill: "none", class: "s-ink", "stroke-width": 1.6, "stroke-dasharray": "2 3" }), ...(this.area ?? []).map(([lon, lat]) => { const [cx, cy] = map.point({ lon, lat }); return s("circle", { cx, cy, r: 3.5, class: "f-ink" }); })];
  }

  key(event: KeyboardEvent): boolean {
    const step = { j: 1, k: -1 }[event.key];
    if (step) {
      void this.list.ensure(Math.max(0, this.order + step)).then((item) => { if (item) this.app.set({ sel: item.id }, true); });
      return true;
    }
    const id = this.app.state.sel;
    if (event.key === "Enter" && id && !(event.target as Element).closest("a, button, [role=slider], select")) { this.app.go(this.app.href(`/incident/${id}`)); return true; }
    const open = this.list.el.querySelector(".it.sel");
    if (event.key === "w") { open?.querySelector<HTMLAnchorElement>("[data-words]")?.click(); return open !== null; }
    if (event.key === "e") { open?.querySelector<HTMLButtonElement>(".acts button")?.click(); return open !== null; }
    if (event.key === "Escape" && this.area) { this.endArea(); return true; }
    if (event.key === "Enter" && this.area && this.area.length > 2) { this.drawArea(); return true; }
    if (event.key === "Escape" && this.mapbox.classList.contains("open")) { this.sheet(false); return true; }
    if (event.key === "Escape" && id) { this.app.set({ sel: undefined }); return true; }
    const goal = { m: "map", t: "timeline", l: "list" }[event.key];
    if (goal) { (goal === "map" ? this.map?.map?.getCanvas() ?? null : document.getElementById(goal))?.focus(); return true; }
    return false;
  }

  picture(): Promise<Blob> | null {
    return this.map?.picture() ?? null;
  }

  destroy(): void {
    this.abort.abort();
    document.body.style.overflow = "";
    document.removeEventListener("themechange", this.recolour);
    this.map?.destroy();
    this.time.destroy();
    this.list.destroy();
  }
}

/** The spots without the far few: what holds nine tenths of the incidents around the weighted middle. */
export function core(all: readonly Spot[]): Spot[] {
  const middle = (values: [number, number][]): number => {
    const sorted = [...values].sort((a, b) => a[0] - b[0]);
    const half = sorted.reduce((n, [, w]) => n + w, 0) / 2;
    let sum = 0;
    for (const [value, w] of sorted) {
      sum += w;
      if (sum >= half) return value;
    }
    return 0;
  };
  const [lon, lat] = [middle(all.map((one) => [one.lon, one.n])), middle(all.map((one) => [one.lat, one.n]))];
  const away = (one: Spot): number => Math.hypot((one.lon - lon) * Math.cos((lat * Math.PI) / 180), one.lat - lat);
  const sorted = [...all].sort((a, b) => away(a) - away(b));
  const most = all.reduce((n, one) => n + one.n, 0) * 0.8;
  let sum = 0;
  const kept = sorted.filter((one) => { sum += one.n; return sum - one.n < most; });
  return kept.filter((one) => one.radius < 400);
}

const keyHint = (a: string, b: string, text: string): HTMLElement => h("span", null, h("kbd", null, a), b ? [" ", h("kbd", null, b)] : null, ` ${text}`);
