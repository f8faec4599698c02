// The filters: chips with a name and a value, and one panel in which all of them are set.

import { address, file } from "./api.ts";
import type { App } from "./app.ts";
import * as dates from "./dates.ts";
import { h, on, put } from "./dom.ts";
import { GROUPS, mark, sideSign, STATUSES, statusWords } from "./marks.ts";
import { FILTERS, list, type Key, type State } from "./state.ts";
import { ROOT, STILL } from "./root.ts";
import { label, labels, words } from "./words.ts";
import { said } from "./views/common.ts";

const KINDS = labels("kind_group");
const groupOf = (kind: string): string => label("kind_group", kind);

export class FilterBar {
  readonly el = h("div", { class: "filters", role: "search", "aria-label": words("filters") });
  private readonly sum = h("span", { class: "sum", role: "status" });
  private pop: HTMLElement | null = null;
  private timer = 0;

  constructor(private readonly app: App, private readonly picture: () => Promise<Blob> | null) {
    document.addEventListener("pointerdown", (event) => { if (this.pop && !this.el.contains(event.target as Node)) this.close(); });
    document.addEventListener("busy", (event) => {
      clearTimeout(this.timer);
      if ((event as CustomEvent<boolean>).detail) this.timer = setTimeout(() => this.el.classList.add("busy"), 200) as unknown as number;
      else this.el.classList.remove("busy");
    });
    this.draw();
  }

  tell(found: { incidents: number; claims: number; documents: number } | null): void {
    if (!found) { put(this.sum); return; }
    const parts = words("summary", found).split(/(\d[\d,]*)/);
    put(this.sum, parts.map((part) => (/^\d/.test(part) ? h("b", null, part) : part)));
  }

  draw(): void {
    const { state } = this.app;
    const open = this.pop;
    put(this.el, this.chips(),
      h("button", { type: "button", class: "btn plain", "aria-haspopup": "dialog", click: on(() => this.toggle()) }, words("add_filter"), h("kbd", null, "/")),
      FILTERS.some((key) => state[key]) ? h("button", { type: "button", class: "btn plain", click: on(() => this.app.set(Object.fromEntries(FILTERS.map((key) => [key, undefined])))) }, words("clear_all")) : null,
      h("span", { class: "grow" }), this.sum,
      h("button", { type: "button", class: "btn", click: on(() => this.copy()) }, words("copy_link")),
      h("button", { type: "button", class: "btn", "aria-haspopup": "menu", click: on(() => this.exports()) }, words("export")), open);
  }

  private chips(): HTMLElement[] {
    const { state } = this.app;
    const chip = (name: string, value: string, keys: Key[]): HTMLElement => h("span", { class: "chip" },
      h("button", { type: "button", title: value, click: on(() => this.toggle(keys[0])) }, h("span", null, name), h("b", null, value)),
      h("button", { type: "button", class: "x", "aria-label": words("remove_filter", { name }), click: on(() => this.app.set(Object.fromEntries(keys.map((key) => [key, undefined])))) }, "×"));
    const out: HTMLElement[] = [];
    for (const key of FILTERS) {
      if (key === "to" && state.from) continue;
      if (!state[key]) continue;
      if (key === "from" || key === "to") out.push(chip(label("filter", "days"), dates.span(state.from ?? null, state.to ?? null), ["from", "to"]));
      else out.push(chip(label("filter", key), said(this.app, key), [key]));
    }
    return out;
  }

  /** Opens the panel, or closes it; `at` is the filter to begin with. */
  toggle(at?: Key): void {
    if (this.pop) { this.close(); return; }
    this.show(this.panel(), at);
  }

  close(): boolean {
    const was = this.pop !== null;
    this.pop?.remove();
    this.pop = null;
    return was;
  }

  private show(panel: HTMLElement, at?: Key): void {
    this.close();
    this.pop = panel;
    this.el.append(panel);
    (panel.querySelector<HTMLElement>(`[name="${at ?? "q"}"]`) ?? panel.querySelector<HTMLElement>("input, button"))?.focus();
  }

  private text(key: Key, hint = ""): HTMLElement {
    return h("div", null, h("h3", null, h("label", { for: `f-${key}` }, label("filter", key))), h("input", { id: `f-${key}`, type: "text", name: key, value: this.app.state[key] ?? "", placeholder: hint, autocomplete: "off", change: on((e) => this.app.set({ [key]: (e.target as HTMLInputElement).value || undefined })) }));
  }

  private ticks(key: "kind" | "side" | "status", options: readonly string[], draw: (value: string) => Node[]): HTMLElement {
    const chosen = new Set(list(this.app.state, key));
    return h("div", { class: "ticks" }, options.map((value) => h("label", null,
      h("input", { type: "checkbox", name: key, value, checked: chosen.has(value), change: on((e) => {
        if ((e.target as HTMLInputElement).checked) chosen.add(value);
        else chosen.delete(value);
        this.app.set({ [key]: [...chosen].join(",") || undefined });
      }) }), draw(value))));
  }

  private panel(): HTMLElement {
    const text = (value: string): Node => document.createTextNode(value);
    const { situation, sides, state } = this.app;
    const found = Object.keys(situation?.kinds ?? {});
    const kinds = KINDS.filter((kind) => !found.length || found.includes(kind) || list(state, "kind").includes(kind)).sort((a, b) => GROUPS.indexOf(groupOf(a)) - GROUPS.indexOf(groupOf(b)));
    const day = (key: "from" | "to", name: string): HTMLElement => h("div", null, h("h3", null, h("label", { for: `f-${key}` }, words(name))), h("input", { id: `f-${key}`, type: "date", name: key, value: state[key] ?? "", change: on((e) => this.app.set({ [key]: (e.target as HTMLInputElement).value || undefined })) }));
    return h("div", { class: "pop", role: "dialog", "aria-label": words("filters") }, h("div", { class: "two" },
      this.text("q", words("q_hint")), this.text("place", words("place_hint")), day("from", "first_day"), day("to", "last_day"), this.text("by"), this.text("outlet"), this.text("area", words("area_hint")),
      h("div", { class: "wide" }, h("h3", null, label("filter", "status")), this.ticks("status", STATUSES, (value) => [statusWords(value)])),
      h("div", { class: "wide" }, h("h3", null, label("filter", "side")), this.ticks("side", Object.keys(situation?.sides ?? {}), (value) => [sideSign(sides.letter(value)), text(sides.name(value))])),
      h("div", { class: "wide" }, h("h3", null, label("filter", "kind")), this.ticks("kind", kinds, (value) => [mark(groupOf(value), "corroborated", 16), text(label("kind", value))])),
      h("div", null, h("h3", null, h("label", { for: "f-conf" }, label("filter", "conf"))), h("select", { id: "f-conf", name: "conf", change: on((e) => this.app.set({ conf: (e.target as HTMLSelectElement).value || undefined })) },
        ["", "0.5", "0.7", "0.8", "0.9", "0.95"].map((value) => h("option", { value, selected: (state.conf ?? "") === value }, value ? `${Number(value) * 100} %` : words("any")))))),
    h("p", { class: "acts" }, h("button", { type: "button", class: "btn", click: on(() => this.close()) }, words("close"))));
  }

  private copy(): void {
    void navigator.clipboard.writeText(location.href).then(() => this.app.toast(words("copied")));
  }

  private exports(): void {
    if (this.pop?.classList.contains("right")) { this.close(); return; }
    const { state } = this.app;
    const save = (name: string, load: () => Promise<Blob>): EventListener => on(() => {
      this.close();
      load().then((blob) => download(blob, name)).catch((fault: unknown) => this.app.fail(fault, () => undefined));
    });
    const item = (text: string, act: EventListener): HTMLElement => h("button", { type: "button", class: "btn", click: act }, text);
    const sort: State = state.sort ? { sort: state.sort } : {};
    const picture = this.picture();
    const sheet = h("a", { class: "btn", href: this.app.href("/sitrep") }, words("export_sitrep"));
    if (STILL) {
      const whole = (text: string, name: string): HTMLElement => h("a", { class: "btn", href: `${ROOT}data/${name}`, download: name }, text);
      this.show(h("div", { class: "pop right" }, h("p", { class: "meta" }, words("whole_record")), whole(words("export_csv"), "incidents.csv"), whole(words("export_claims"), "claims.csv"), whole(words("export_geojson"), "incidents.geojson"),
        h("p", { class: "meta" }, words("on_screen")), picture ? item(words("export_png"), save("map.png", () => picture)) : null, sheet));
      return;
    }
    this.show(h("div", { class: "pop right" },
      item(words("export_csv"), save("incidents.csv", () => file(address("/export/incidents", state, { format: "csv", ...sort })))),
      item(words("export_claims"), save("claims.csv", () => file(address("/export/claims", state, { format: "csv" })))),
      item(words("export_geojson"), save("incidents.geojson", () => file(address("/export/incidents", state, { format: "geojson", ...sort })))),
      picture ? item(words("export_png"), save("map.png", () => picture)) : null,
      sheet, item(words("export_print"), on(() => { this.close(); print(); }))));
  }
}

function download(blob: Blob, name: string): void {
  const href = URL.createObjectURL(blob);
  const anchor = h("a", { href, download: name });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}
