// The map: MapLibre draws the ground, one SVG above it the marks, so that they share the signs and colours of the page.

import maplibre from "maplibre-gl/dist/maplibre-gl-csp.js";
import type { Map as GlMap, StyleSpecification } from "maplibre-gl";
import { dots, ground, style, type Ground } from "./base.ts";
import { h, on, put, s } from "./dom.ts";
import { other, type Other } from "./ground.ts";
import { shown, type Layer } from "./layers.ts";
import type { Room } from "./room.ts";
import { ROOT } from "./root.ts";
import { words } from "./words.ts";

export interface Located { lon: number; lat: number }
export type Draw = (map: MapView) => SVGElement[];
export interface Tip { title: string; lines: string[] }

maplibre.setWorkerUrl(`${ROOT}map-worker.js`);

const EARTH = 40_075_016.7;

const BELOW = 20; // pixels: a caption leaves the middle to the marks
const OVER = ".legend, .tray, .tools > *";

export class MapView {
  readonly over = s("svg", { class: "over", "aria-hidden": "true" });
  readonly canvas = h("div", { class: "canvas" });
  map: GlMap | null = null;
  private draw: Draw = () => [];
  private found: Ground | null = null;
  private other: Other | null = null;
  private waiting = 0;
  private readonly resized = new ResizeObserver(() => this.map?.resize());

  constructor(readonly host: HTMLElement, private readonly start: { zoom: number; lat: number; lon: number }, private readonly events: { settled?: (map: MapView) => void; ready?: (map: MapView) => void; click?: (at: Located) => void }) {
    host.append(this.canvas, this.over);
    this.resized.observe(host);
    void this.open();
  }

  private async open(): Promise<void> {
    try {
      this.found = await ground();
      this.other = await other((scheme, load) => maplibre.addProtocol(scheme, load as never)).catch((fault: unknown) => { console.warn(fault); return null; });
      const map = new maplibre.Map({
        container: this.canvas, style: this.style(this.found), center: [this.start.lon, this.start.lat], zoom: this.start.zoom, attributionControl: false,
        dragRotate: false, pitchWithRotate: false, touchPitch: false, maxZoom: 13, minZoom: 1.5, fadeDuration: 0, renderWorldCopies: true,
        canvasContextAttributes: { preserveDrawingBuffer: true }, keyboard: true,
      });
      this.map = map;
      map.touchZoomRotate.disableRotation();
      map.on("styleimagemissing", () => { if (!map.hasImage("dots")) map.addImage("dots", dots(), { pixelRatio: 2 }); });
      map.on("error", (event) => console.warn(event.error.message));
      map.on("move", () => this.soon());
      map.on("resize", () => this.soon());
      map.on("moveend", () => this.events.settled?.(this));
      map.on("click", (event) => this.events.click?.({ lon: event.lngLat.lng, lat: event.lngLat.lat }));
      map.getCanvas().setAttribute("role", "img");
      map.once("idle", () => { this.canvas.dataset.ready = "yes"; });
      map.once("load", () => this.paint());
      this.events.ready?.(this);
    } catch (fault) {
      console.warn(fault);
      put(this.canvas, h("div", { class: "note" }, h("p", null, words("no_webgl"))));
    }
  }

  /** What is drawn above the ground, anew at each movement. */
  show(draw: Draw): void {
    this.draw = draw;
    this.paint();
  }

  name(text: string): void {
    this.map?.getCanvas().setAttribute("aria-label", text);
  }

  soon(): void {
    if (!this.waiting) this.waiting = requestAnimationFrame(() => this.paint());
  }

  paint(): void {
    this.waiting = 0;
    if (!this.map) return;
    const { clientWidth: wide, clientHeight: high } = this.host;
    this.over.setAttribute("viewBox", `0 0 ${wide} ${high}`);
    put(this.over,
      s("defs", null, s("pattern", { id: "hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(35)" }, s("path", { d: "M0 0V6", class: "s-dispute", "stroke-width": 1.3, opacity: 0.5 }))),
      this.captions(), this.draw(this));
  }

  /** Keeps names off the captions of disputed ground. */
  reserve(room: Room): void {
    // Boxes that lie over the map: nothing that may stand elsewhere is drawn beneath them.
    const { left, top } = this.canvas.getBoundingClientRect();
    for (const box of this.host.querySelectorAll(OVER)) {
      const at = box.getBoundingClientRect();
      if (at.width) room.hold(at.left - left, at.top - top, at.width, at.height);
    }
    if (this.zoom < 4.5 || !this.has("disputed")) return;
    for (const { caption, at } of this.found?.base.captions ?? []) {
      const [x, y] = this.point({ lon: at[0], lat: at[1] });
      const wide = Math.max(...caption.split(", ").map((part) => part.length)) * 7;
      room.hold(x - wide / 2, y + BELOW - 12, wide, 30);
    }
  }

  /** Names that stand on disputed ground already. */
  get captioned(): ReadonlySet<string> {
    const shown = this.zoom >= 4.5 && this.has("disputed");
    return new Set(shown ? this.found?.base.captions.map(({ caption }) => caption.split(", ")[0] ?? "") : []);
  }

  private captions(): SVGElement[] {
    if (this.zoom < 4.5 || !this.has("disputed")) return [];
    return (this.found?.base.captions ?? []).map(({ caption, at }) => {
      const [name, rest] = caption.split(", ");
      const [x, y] = this.point({ lon: at[0], lat: at[1] });
      return s("text", { x, y: y + BELOW, class: "mt", "text-anchor": "middle" }, name, s("tspan", { x, dy: 14, "font-weight": 400, "font-style": "italic" }, rest ?? ""));
    });
  }

  point({ lon, lat }: Located): [number, number] {
    const p = this.map?.project([lon, lat]);
    return p ? [p.x, p.y] : [-99, -99];
  }

  /** Pixels of a kilometre at a latitude. */
  perKm(lat: number): number {
    return (512 * 2 ** this.zoom) / ((EARTH / 1000) * Math.cos((lat * Math.PI) / 180));
  }

  /** A true circle on the ground, 64 corners. */
  circle(at: Located, km: number): string {
    const away = km / 111.195;
    const corners = Array.from({ length: 64 }, (_, i) => {
      const turn = (i / 64) * 2 * Math.PI;
      const lat = at.lat + away * Math.cos(turn);
      return this.point({ lat, lon: at.lon + (away * Math.sin(turn)) / Math.cos((at.lat * Math.PI) / 180) }).map((v) => v.toFixed(1)).join(" ");
    });
    return `M${corners.join("L")}Z`;
  }

  get zoom(): number {
    return this.map?.getZoom() ?? this.start.zoom;
  }

  get size(): [number, number] {
    return [this.host.clientWidth, this.host.clientHeight];
  }

  /** West, south, east, north. */
  get box(): string {
    const found = this.map?.getBounds();
    if (!found) return "";
    const near = (value: number, most: number): string => String(Math.max(-most, Math.min(most, Number(value.toFixed(3)))));
    return [near(found.getWest(), 180), near(found.getSouth(), 90), near(found.getEast(), 180), near(found.getNorth(), 90)].join(",");
  }

  get view(): string {
    const at = this.map?.getCenter();
    return at ? `${this.zoom.toFixed(2)}/${at.lat.toFixed(3)}/${at.lng.toFixed(3)}` : "";
  }

  fit(places: readonly Located[], instant = true): void {
    if (!places.length || !this.map) return;
    const [lons, lats] = [places.map((p) => p.lon), places.map((p) => p.lat)];
    this.map.fitBounds([[Math.min(...lons), Math.min(...lats)], [Math.max(...lons), Math.max(...lats)]], { padding: { top: 50, bottom: this.host.querySelector(".tray") ? 92 : 60, right: 60, left: this.host.clientWidth > 760 && this.host.querySelector(".legend:not(.short)") ? 290 : 60 }, maxZoom: 8, animate: !instant, duration: 140 });
  }

  go(at: Located, zoom?: number): void {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.map?.easeTo({ center: [at.lon, at.lat], ...(zoom === undefined ? {} : { zoom }), duration: calm ? 0 : 140 });
  }

  step(by: number): void {
    this.map?.zoomTo(this.zoom + by, { duration: 120 });
  }

  private style(found: Ground): StyleSpecification {
    return style(found, { borders: this.has("borders"), disputed: this.has("disputed") }, this.other?.style ?? null);
  }

  /** Whether a layer is shown. Another ground has borders of its own, so that ours wait to be asked for. */
  has(layer: Layer): boolean {
    return shown(layer, layer !== "borders" || this.other === null);
  }

  /** Takes up which layers are shown. */
  layered(): void {
    const set = (layer: string, on_: boolean): void => { if (this.map?.getLayer(layer)) this.map.setLayoutProperty(layer, "visibility", on_ ? "visible" : "none"); };
    set("borders", this.has("borders"));
    for (const layer of ["dashed", "ground"]) set(layer, this.has("disputed"));
    this.paint();
  }

  /** Who the ground is asked of, where it is not built in. */
  get groundHost(): string {
    return this.other?.host ?? "";
  }

  /** Takes up the colours of a changed theme. */
  recolour(): void {
    if (!this.map || !this.found) return;
    if (this.map.hasImage("dots")) this.map.removeImage("dots");
    this.map.setStyle(this.style(this.found), { diff: false });
  }

  /** Ground and marks as one picture. */
  async picture(): Promise<Blob> {
    const gl = this.map?.getCanvas();
    const [wide, high] = this.size;
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [wide * 2, high * 2];
    const brush = canvas.getContext("2d") as CanvasRenderingContext2D;
    if (gl) brush.drawImage(gl, 0, 0, canvas.width, canvas.height);
    const copy = this.over.cloneNode(true) as SVGSVGElement;
    inlined(this.over, copy);
    copy.setAttribute("width", String(canvas.width));
    copy.setAttribute("height", String(canvas.height));
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
    await image.decode();
    brush.drawImage(image, 0, 0);
    return new Promise((done, stop) => canvas.toBlob((blob) => (blob ? done(blob) : stop(new Error("no picture"))), "image/png"));
  }

  destroy(): void {
    cancelAnimationFrame(this.waiting);
    this.resized.disconnect();
    this.map?.remove();
    this.map = null;
  }
}

const PAINTED = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "font", "text-anchor", "paint-order", "opacity"];

/** Copies what the stylesheet says into attributes, for a picture that stands alone. */
function inlined(from: Element, to: Element): void {
  const found = getComputedStyle(from);
  for (const name of PAINTED) {
    if (name === "font") {
      to.setAttribute("font-family", found.fontFamily);
      to.setAttribute("font-size", found.fontSize);
      to.setAttribute("font-weight", found.fontWeight);
    } else to.setAttribute(name, found.getPropertyValue(name));
  }
  [...from.children].forEach((child, i) => {
    const twin = to.children[i];
    if (twin) inlined(child, twin);
  });
}

/** The buttons at the edge of a map. */
export function tools(view: () => MapView | null, more: HTMLElement[] = []): HTMLElement {
  const button = (text: string, name: string, act: (map: MapView) => void): HTMLButtonElement =>
    h("button", { type: "button", title: name, "aria-label": name, click: on(() => { const map = view(); if (map) act(map); }) }, text);
  return h("div", { class: "tools" }, h("div", { class: "zoom" },
    button("+", words("zoom_in"), (map) => map.step(1)), button("−", words("zoom_out"), (map) => map.step(-1))), more);
}
