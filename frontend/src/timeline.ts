// Incidents by day and status, spans told over weeks, and how much was heard; dragging over it filters by days.

import * as dates from "./dates.ts";
import { h, on, put, s } from "./dom.ts";
import type { Bar, Timeline } from "./types.ts";
import { num, words } from "./words.ts";

const LEFT = 52;
const RIGHT = 16;
const LEAD = 14; // days drawn before the first report; what is told of earlier days is counted
const BEYOND = 21; // days after the last report: what is announced

export interface Brush { from?: string; to?: string }
interface Levels { solid: number; hollow: number; cut: number }

/** How a day's incidents stack: what is founded, what one source tells, what is disputed. */
export function levels(statuses: Record<string, number>): Levels {
  const out: Levels = { solid: 0, hollow: 0, cut: 0 };
  for (const [status, n] of Object.entries(statuses)) {
    if (status === "disputed" || status === "denied") out.cut += n;
    else if (status === "single_source" || status === "retracted") out.hollow += n;
    else out.solid += n;
  }
  return out;
}

/** First and last day to draw. */
export function extent(data: Timeline): [number, number] {
  const heard = data.bars.filter((bar) => bar.reports).map((bar) => dates.number(bar.day));
  const [first, last] = [dates.number(data.first), dates.number(data.last)];
  const known = dates.number(data.as_of);
  const end = Number.isNaN(known) ? last : Math.max(known, ...heard) + BEYOND;
  return [heard.length ? Math.max(first, Math.min(...heard) - LEAD) : first, Math.max(Math.min(last, end), heard.length ? Math.max(...heard) : first) + 1];
}

export class TimelineView {
  readonly el = h("section", { class: "tl", "aria-label": words("incidents_a_day"), id: "timeline", tabindex: -1 });
  private data: Timeline | null = null;
  private brush: Brush = {};
  private asof = "";
  private ring = "";
  private first = 0;
  private last = 1;
  private width = 800;
  private moving: { kind: "new" | "from" | "to"; start: number } | null = null;
  private watch: ResizeObserver;

  constructor(private readonly onBrush: (brush: Brush, final: boolean) => void) {
    this.watch = new ResizeObserver(() => {
      if (Math.abs(this.el.clientWidth - this.width) > 1) this.draw();
    });
    this.watch.observe(this.el);
  }

  set(data: Timeline, brush: Brush, asof: string): void {
    [this.data, this.brush, this.asof] = [data, brush, asof];
    [this.first, this.last] = data.first ? extent(data) : [0, 1];
    if (asof) this.last = Math.max(this.last, dates.number(asof) + Math.ceil((this.last - this.first) * 0.08));
    this.draw();
  }

  /** Puts a ring around one day; none where empty. */
  light(day: string): void {
    if (day === this.ring) return;
    this.ring = day;
    this.draw();
  }

  destroy(): void {
    this.watch.disconnect();
  }

  private x(day: number): number {
    return LEFT + ((day - this.first) / Math.max(1, this.last - this.first)) * (this.width - LEFT - RIGHT);
  }

  private dayAt(x: number): number {
    const day = this.first + ((x - LEFT) / (this.width - LEFT - RIGHT)) * (this.last - this.first);
    return Math.min(this.last - 1, Math.max(this.first, Math.floor(day)));
  }

  private get bars(): Bar[] {
    return this.data?.bars.filter((bar) => dates.number(bar.day) >= this.first && dates.number(bar.day) < this.last) ?? [];
  }

  private draw(): void {
    const data = this.data;
    if (!data?.first) {
      put(this.el);
      return;
    }
    this.width = Math.max(320, this.el.clientWidth);
    const small = this.width < 600;
    const [top, tall] = small ? [22, 52] : [28, 76];
    const base = top + tall;
    const most = Math.max(1, ...this.bars.map((bar) => Object.values(bar.statuses).reduce((a, b) => a + b, 0)));
    const lane = base + 24;
    const height = small ? lane + 22 : lane + 40;
    const [from, to] = [this.brush.from, this.brush.to];
    const [a, b] = [from ? this.x(dates.number(from)) : this.x(this.first), to ? this.x(dates.number(to) + 1) : this.x(this.last)];
    const narrowed = Boolean(from || to);
    const parts: (SVGElement | null)[] = [
      s("defs", null, s("pattern", { id: "nodata", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(-45)" }, s("path", { d: "M0 0V6", class: "s-line2", "stroke-width": 1 }))),
      narrowed ? s("rect", { x: a, y: top, width: Math.max(0, b - a), height: tall, class: "inside" }) : null,
      s("text", { x: 16, y: 14, class: "tx" }, words(data.step === "week" ? "incidents_a_week" : "incidents_a_day")),
      ...this.grid(most, top, tall),
      ...this.days(most, base, tall, [from ?? "", to ?? "9"]),
      s("path", { d: `M${LEFT} ${base + 0.5}H${this.width - RIGHT}`, class: "s-line2 f-no" }),
      ...this.labels(base),
      ...(small ? [] : this.spans(lane + 4)),
      ...this.heard(small ? lane : lane + 20),
      ...this.unknown(top, tall),
      s("rect", { x: LEFT, y: top, width: this.width - LEFT - RIGHT, height: tall, class: "field" }),
      this.handle("from", a, top, tall, from, b - a < 150),
      this.handle("to", b, top, tall, to, b - a < 150),
    ];
    const before = this.data?.bars.filter((bar) => dates.number(bar.day) < this.first).reduce((n, bar) => n + Object.values(bar.statuses).reduce((x, y) => x + y, 0), 0) ?? 0;
    if (before && !narrowed) parts.push(s("text", { x: 130, y: 14, class: "tx" }, `◂ ${words("earlier", { n: before })}`));
    const svg = s("svg", { viewBox: `0 0 ${this.width} ${height}`, height, role: "group", "aria-label": words("brush_help"),
      pointerdown: on((e) => this.down(e as PointerEvent, svg)) },
      parts);
    const focus = document.activeElement?.getAttribute("data-hand");
    put(this.el, svg);
    if (focus) this.el.querySelector<SVGGElement>(`[data-hand="${focus}"]`)?.focus();
  }

  private grid(most: number, top: number, tall: number): SVGElement[] {
    const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000].find((n) => most / n <= 3.5) ?? 10_000;
    const out: SVGElement[] = [];
    for (let n = step; n <= most; n += step) {
      const y = (top + tall * (1 - n / most)).toFixed(1);
      out.push(s("path", { d: `M${LEFT} ${y}H${this.width - RIGHT}`, class: "gridline" }), s("text", { x: LEFT - 6, y: Number(y) + 4, class: "tx", "text-anchor": "end" }, num(n)));
    }
    return out;
  }

  private days(most: number, base: number, tall: number, [from, to]: [string, string]): SVGElement[] {
    const span = this.data?.step === "week" ? 7 : this.data?.step === "month" ? 30 : 1;
    const step = this.x(this.first + span) - this.x(this.first);
    const wide = Math.max(1, Math.min(28, step - (step > 4 ? 1.5 : 0.3)));
    return this.bars.map((bar) => {
      const x = this.x(dates.number(bar.day)) + (step - wide) / 2;
      const found = levels(bar.statuses);
      let y = base;
      const parts: SVGElement[] = [];
      for (const level of ["solid", "hollow", "cut"] as const) {
        if (!found[level]) continue;
        const high = (tall * found[level]) / most;
        y -= high;
        const inset = level === "hollow" ? 0.5 : 0;
        parts.push(s("rect", { x: x + inset, y: y + inset, width: Math.max(0.6, wide - 2 * inset), height: Math.max(0.6, high - 2 * inset), class: `bar-${level}` }));
        if (level === "cut" && wide > 3) parts.push(s("path", { d: `M${x} ${y + high}L${x + wide} ${Math.max(y, y + high - wide)}`, class: "bar-slash" }));
      }
      if (bar.day === this.ring) parts.push(s("rect", { x: x - 2, y: y - 3, width: wide + 4, height: base - y + 5, rx: 2, class: "lit" }));
      return s("g", { class: bar.day < from || bar.day > to ? "outside" : null }, parts);
    });
  }

  private labels(base: number): SVGElement[] {
    const days = dates.ticks(this.first, this.last - 1, Math.max(2, Math.floor((this.width - LEFT) / 78)));
    const year = new Set(days.map((day) => dates.iso(day).slice(0, 4))).size > 1;
    return days.flatMap((day) => {
      const x = this.x(day);
      if (x > this.width - 40) return [];
      return [s("path", { d: `M${x.toFixed(1)} ${base}v4`, class: "s-line2 f-no" }), s("text", { x: x + 2, y: base + 14, class: "tx" }, dates.say(dates.iso(day), year))];
    });
  }

  private spans(y: number): SVGElement[] {
    const out: SVGElement[] = [s("text", { x: LEFT - 6, y: y + 4, class: "tx", "text-anchor": "end" }, words("spans"))];
    let end = -Infinity;
    for (const one of [...(this.data?.spans ?? [])].sort((p, q) => p.from.localeCompare(q.from))) {
      const [a, b] = [Math.max(LEFT, this.x(dates.number(one.from))), Math.min(this.width - RIGHT, this.x(dates.number(one.to) + 1))];
      if (b < LEFT || a > this.width - RIGHT || a < end + 6) continue;
      end = b;
      out.push(s("rect", { x: a, y: y - 2, width: Math.max(2, b - a), height: 4, class: "spanbar" }, s("title", null, `${one.title}, ${dates.span(one.from, one.to)}`)));
    }
    return out;
  }

  private heard(y: number): SVGElement[] {
    const most = Math.max(1, ...this.bars.map((bar) => bar.reports));
    const span = this.data?.step === "day" ? 1 : this.data?.step === "week" ? 7 : 30;
    const step = this.x(this.first + span) - this.x(this.first);
    const wide = Math.max(1, Math.min(28, step - (step > 4 ? 2 : 0.3)));
    const by = new Map(this.bars.map((bar) => [bar.day, bar.reports]));
    const out: SVGElement[] = [s("text", { x: LEFT - 6, y: y + 8, class: "tx", "text-anchor": "end" }, words("reports"))];
    const known = this.asof ? dates.number(this.asof) : Math.max(...this.bars.filter((bar) => bar.reports).map((bar) => dates.number(bar.day)), this.first);
    if (span === 1) {
      for (let day = this.first; day <= Math.min(known, this.last - 1); day += 1) {
        const n = by.get(dates.iso(day)) ?? 0;
        const x = this.x(day) + (step - wide) / 2;
        if (n) out.push(s("rect", { x, y, width: wide, height: 9, class: "heard", "fill-opacity": (0.25 + 0.6 * (n / most)).toFixed(2) }, s("title", null, `${dates.say(dates.iso(day))}: ${words("documents", { n })}`)));
        else if (step > 3) out.push(s("path", { d: `M${x + 1} ${y + 5}h${Math.max(1, wide - 2)}`, class: "s-line2 f-no" }, s("title", null, `${dates.say(dates.iso(day))}: ${words("no_reports")}`)));
      }
    } else {
      for (const [day, n] of by) if (n) out.push(s("rect", { x: this.x(dates.number(day)), y, width: wide, height: 9, class: "heard", "fill-opacity": (0.25 + 0.6 * (n / most)).toFixed(2) }));
    }
    return out;
  }

  private unknown(top: number, tall: number): SVGElement[] {
    if (!this.asof) return [];
    const x = this.x(dates.number(this.asof) + 1);
    const wide = this.width - RIGHT - x;
    return [
      s("rect", { x, y: top, width: Math.max(0, wide), height: tall, fill: "url(#nodata)", opacity: 0.55 }),
      s("path", { d: `M${x} ${top - 10}V${top + tall}`, class: "asofline" }),
      s("text", { x: x - 5, y: top - 4, class: "txb", "text-anchor": "end" }, words("as_known", { day: dates.say(this.asof, false) })),
      ...(wide > 90 ? [s("text", { x: x + wide / 2, y: top + tall / 2, class: "tx halo", "text-anchor": "middle" }, words("not_yet_known"))] : []),
    ];
  }

  private handle(kind: "from" | "to", x: number, top: number, tall: number, day: string | undefined, narrow: boolean): SVGElement {
    const own = day ?? dates.iso(kind === "from" ? this.first : this.last - 1);
    // Days stand inside of the brush where there is room for both, else on either side of it.
    const right = (kind === "from") !== narrow ? x < this.width - 60 : x < 60;
    return s("g", {
      class: "hand", "data-hand": kind, transform: `translate(${x.toFixed(1)} ${top})`, tabindex: 0, role: "slider",
      "aria-label": words(kind === "from" ? "from_handle" : "to_handle"), "aria-valuemin": this.first, "aria-valuemax": this.last - 1,
      "aria-valuenow": dates.number(own), "aria-valuetext": dates.sayLong(own),
      keydown: on((e) => this.step(e as KeyboardEvent, kind, own)),
    },
    s("path", { d: `M0 ${day ? -6 : 0}V${tall}`, class: day ? "asofline" : "s-line2 f-no" }),
    s("rect", { x: -5, y: tall / 2 - 11, width: 10, height: 22, rx: 2 }),
    s("path", { d: `M-1.8 ${tall / 2 - 4}v8M1.8 ${tall / 2 - 4}v8`, class: "s-ink f-no", "stroke-width": 1.2 }),
    day ? s("text", { x: right ? 5 : -5, y: -5, class: "txb", "text-anchor": right ? "start" : "end" }, dates.say(day, false)) : null);
  }

  private step(event: KeyboardEvent, kind: "from" | "to", day: string): void {
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -7, PageUp: 7 }[event.key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    const days = event.shiftKey ? by * 7 : by;
    const moved = Math.min(this.last - 1, Math.max(this.first, dates.number(day) + days));
    const brush = { ...this.brush, [kind]: dates.iso(moved) };
    if (brush.from && brush.to && brush.from > brush.to) return;
    this.brush = brush;
    this.draw();
    this.onBrush(brush, true);
  }

  private place(event: PointerEvent, svg: SVGSVGElement): number {
    const box = svg.getBoundingClientRect();
    return ((event.clientX - box.left) / box.width) * this.width;
  }

  private down(event: PointerEvent, svg: SVGSVGElement): void {
    if (event.button) return;
    const hand = (event.target as Element).closest("[data-hand]")?.getAttribute("data-hand") as "from" | "to" | undefined;
    if (!hand && !(event.target as Element).classList.contains("field")) return;
    this.moving = { kind: hand ?? "new", start: this.dayAt(this.place(event, svg)) };
    this.el.setPointerCapture(event.pointerId);
    this.el.onpointermove = (e) => this.move(e, this.el.querySelector("svg") as SVGSVGElement);
    this.el.onpointerup = (e) => this.up(e, this.el.querySelector("svg") as SVGSVGElement);
    event.preventDefault();
  }

  private move(event: PointerEvent, svg: SVGSVGElement): void {
    if (!this.moving || event.currentTarget !== this.el) return;
    const day = this.dayAt(this.place(event, svg));
    const { kind, start } = this.moving;
    if (kind === "new" && day === start && !this.brush.from) return;
    const other = kind === "from" ? this.brush.to : this.brush.from;
    const ends = kind === "new" ? [start, day] : [other ? dates.number(other) : kind === "from" ? this.last - 1 : this.first, day];
    ends.sort((a, b) => a - b);
    this.brush = { from: dates.iso(ends[0] as number), to: dates.iso(ends[1] as number) };
    this.draw();
    this.onBrush(this.brush, false);
  }

  private up(event: PointerEvent, svg: SVGSVGElement): void {
    if (!this.moving || event.currentTarget !== this.el) return;
    const { kind, start } = this.moving;
    const day = this.dayAt(this.place(event, svg));
    this.moving = null;
    this.el.onpointermove = this.el.onpointerup = null;
    // A click without a drag takes that day; inside a filter of several days it lifts it.
    if (kind === "new" && day === start) this.brush = this.brush.from && this.brush.from !== this.brush.to ? {} : { from: dates.iso(day), to: dates.iso(day) };
    this.draw();
    this.onBrush(this.brush, true);
  }
}
