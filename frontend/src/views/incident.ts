// One incident: its accounts side by side, slots in rows, signs in cells, and the words behind the chosen cell.

import { address, get } from "../api.ts";
import type { App, View } from "../app.ts";
import * as dates from "../dates.ts";
import { h, on, put, type Child } from "../dom.ts";
import { historyChart } from "../history.ts";
import { bigSign, loud, mark, originBars, relationSign, sideSign, statusWords } from "../marks.ts";
import { documentPath } from "../parting.ts";
import { ReviewControl, writes } from "../review.ts";
import { ribbon } from "../ribbon.ts";
import { drawToll } from "../toll.ts";
import type { Cell, Column, DocumentDetail, IncidentDetail } from "../types.ts";
import { cap, label, words } from "../words.ts";
import { context } from "../offsets.ts";
import { arriving, why, whyClaim } from "./common.ts";

export function incident(app: App): View {
  const el = h("div");
  let page: IncidentPage | null = null;
  arriving(app, el, () => get<IncidentDetail>(address(`/incident/${encodeURIComponent(app.route.id)}`, { asof: app.state.asof }), app.signal), (found) => {
    page = new IncidentPage(app, found);
    put(el, page.el);
    app.title(found.incident.title);
  });
  let asof = app.state.asof;
  return {
    el, title: words("crumb_incident"), key: (event) => page?.key(event) ?? false,
    update: () => {
      if (app.state.asof === asof) { page?.choose(); return; }
      asof = app.state.asof;
      arriving(app, el, () => get<IncidentDetail>(address(`/incident/${encodeURIComponent(app.route.id)}`, { asof }), app.signal), (found) => {
        page = new IncidentPage(app, found);
        put(el, page.el);
      });
    },
  };
}

class IncidentPage {
  readonly el: HTMLElement;
  private readonly wordsBox = h("section", { "aria-live": "polite" });
  private readonly rail: HTMLElement;
  private readonly cells = new Map<string, HTMLTableCellElement>();
  private readonly found: IncidentDetail;
  private readonly whole: IncidentDetail;
  private readonly folded: number;
  private chosen = "";
  private readonly reviews = new Map<string, ReviewControl>();
  private documents = new Map<string, Promise<DocumentDetail>>();

  constructor(private readonly app: App, whole: IncidentDetail, open = false) {
    this.folded = open ? 0 : Math.max(0, whole.accounts.length - MOST);
    const found = this.folded ? folded(whole) : whole;
    this.found = found;
    this.whole = whole;
    this.rail = h("aside", { class: "rail", "aria-label": words("the_words") }, h("div", null, this.wordsBox, this.tolls(), this.origins()));
    this.el = h("div", { class: "wrap" },
      h("div", { class: "left" }, this.crumb(), this.head(), this.facts(),
        found.accounts.length > 1 ? this.table() : this.alone(), this.below()), this.rail);
    this.choose();
  }

  private crumb(): HTMLElement {
    const { incident: item } = this.found;
    return h("p", { class: "crumb meta" }, h("a", { href: this.app.href("/", { sel: item.id }) }, label("view", "situation")),
      item.place_id && item.place ? [" › ", h("a", { href: this.app.href(`/place/${encodeURIComponent(item.place_id)}`) }, item.place)] : null, ` › ${words("crumb_incident")}`);
  }

  private head(): HTMLElement {
    const { incident: item } = this.found;
    const over = loud(item.status) ? item.parted.map((slot) => label("question", slot)).join(", ") : "";
    return h("div", { class: "head" }, mark(item.group, item.status, 30), h("h1", { tabindex: -1 }, item.title), statusWords(item.status, over), !loud(item.status) && item.parted.length ? h("span", { class: "st d" }, bigSign("contradicts"), words("part_over", { what: item.parted.map((slot) => label("question", slot)).join(", ") })) : null,
      h("div", { class: "acts" },
        h("button", { type: "button", class: "btn", click: on(() => why(item.title, item.because, words("probability", { p: item.probability.toFixed(2) }))) }, words("why_together"), h("kbd", null, "E")),
        h("button", { type: "button", class: "btn", click: on(() => void navigator.clipboard.writeText(location.href).then(() => this.app.toast(words("copied")))) }, words("copy_link"))));
  }

  private facts(): HTMLElement {
    const { incident: item } = this.found;
    return h("p", { class: "facts" }, item.place ? [h("b", null, item.place), item.precision ? `, ${item.precision}` : "", " · "] : null, h("b", null, item.when), " · ",
      words("in_documents", { claims: item.claims.length, documents: item.documents, origins: item.origins.length }),
      this.found.related.length ? [" · ", this.found.related.slice(0, 3).map((id, i) => [i ? ", " : "", h("a", { href: this.app.href(`/incident/${id}`) }, words("told_against", { n: i + 1 }))])] : null);
  }

  private table(): HTMLElement {
    const { accounts, sides, slots } = this.found;
    const starts = new Set<number>();
    sides.reduce((at, side) => { starts.add(at); return at + side.columns; }, 0);
    const group = (i: number): string => (starts.has(i) ? "g" : "");
    return h("div", { class: "scroll" }, h("table", { class: accounts.length <= 5 ? "mx few" : "mx", role: "grid", "aria-label": words("accounts_caption") },
      h("colgroup", null, h("col", { class: "c0" }), accounts.map(() => h("col", { class: "cx" }))),
      h("thead", null,
        h("tr", { class: "sides" }, h("td", null), sides.map((side) => h("th", { colspan: side.columns, scope: "colgroup", class: "g" }, sideSign(this.app.sides.letter(side.side)), cap(this.app.sides.name(side.side))))),
        h("tr", { class: "acc" }, h("td", null), accounts.map((one, i) => h("th", { scope: "col", class: group(i) }, h("b", null, one.who), h("span", { class: "meta" }, one.role ?? (one.who === one.outlet ? words("own_voice") : "")),
          h("span", { class: "micro" }, [dates.say(one.first_told, false), one.who === one.outlet ? "" : one.outlet ?? "", one.copies ? words("copies", { n: one.copies }) : ""].filter(Boolean).join(" · ")))))),
      h("tbody", null, slots.map((slot) => h("tr", null, h("th", { scope: "row" }, slot.name), accounts.map((one, i) => this.cell(slot.key, one, group(i))), this.silent(slot.key)))),
      h("tfoot", null, h("tr", { class: "micro" }, h("th", null, words("reading")), accounts.map((one, i) => h("td", { class: group(i), title: words("read_by_machine_tip") }, words("read_by_machine", { p: one.confidence.toFixed(2) })))))),
    this.folded ? h("p", { class: "fold" }, h("button", { type: "button", class: "btn", click: on(() => this.el.replaceWith(new IncidentPage(this.app, this.whole, true).el)) }, words("more_accounts", { n: this.folded }))) : null);
  }

  private silent(slot: string): HTMLElement | null {
    const n = this.found.accounts.filter((one) => !one.cells[slot]).length;
    return n ? h("td", { class: "silent-count" }, words("others_silent", { n })) : null;
  }

  private cell(slot: string, column: Column, group: string): HTMLTableCellElement {
    const found = column.cells[slot];
    if (!found) return h("td", { class: `none ${group}` }, h("span", { class: "micro" }, words("says_nothing")));
    const key = `${found.claim}.${slot}`;
    const quoted = slot === "happened" ? cut(found.quote, 120) : cut(found.quote, 90);
    const node = h("td", {
      class: `cell ${group}${found.loud ? " dis" : ""}`, tabindex: this.cells.size ? -1 : 0, "data-cell": key,
      click: on(() => this.app.set({ sel: key }, true)), keydown: on((e) => this.walk(e as KeyboardEvent, node)), focus: on(() => this.against(found, true)), blur: on(() => this.against(found, false)),
      pointerenter: on(() => this.against(found, true)), pointerleave: on(() => this.against(found, false)),
    },
    h("span", { class: "who-small" }, sideSign(this.app.sides.letter(column.side), this.app.sides.name(column.side)), [column.who, dates.say(column.first_told, false)].filter(Boolean).join(", ")),
    h("div", { class: "cv" }, h("b", null, found.value), found.relation ? relationSign(found.relation, dates.readable(found.reason)) : null),
    quoted ? h("p", { class: "q", dir: "auto" }, `“${quoted}”`) : null);
    this.cells.set(key, node);
    return node;
  }

  /** Marks the cell that this one contradicts. */
  private against(cell: Cell, on_: boolean): void {
    for (const node of this.el.querySelectorAll("td.other")) node.classList.remove("other");
    if (!on_ || !cell.loud || !cell.against) return;
    for (const [key, node] of this.cells) if (key.startsWith(`${cell.against}.`) && (node.classList.contains("dis") || key.endsWith(".happened"))) node.classList.add("other");
  }

  private walk(event: KeyboardEvent, node: HTMLTableCellElement): void {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.app.set({ sel: node.dataset.cell }, true);
      return;
    }
    const [dx, dy] = ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] } as Record<string, [number, number]>)[event.key] ?? [0, 0];
    if (!dx && !dy) return;
    event.preventDefault();
    const rows = [...(node.closest("tbody")?.rows ?? [])];
    let [x, y] = [node.cellIndex + dx, rows.indexOf(node.parentElement as HTMLTableRowElement) + dy];
    while (rows[y]?.cells[x] && !rows[y]?.cells[x]?.dataset.cell) { x += dx; y += dy; }
    const next = rows[y]?.cells[x];
    if (!next?.dataset.cell) return;
    node.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  }

  private alone(): HTMLElement {
    const one = this.found.accounts[0];
    const cell = one?.cells.happened;
    if (!one || !cell) return h("p", { class: "meta" }, words("nothing_told"));
    return h("div", { class: "panel" }, h("h2", null, words("one_source")), h("p", { class: "meta" }, sideSign(this.app.sides.letter(one.side), this.app.sides.name(one.side)), " ", h("b", null, one.who), one.role ? `, ${one.role}` : "", ` · ${[dates.say(one.first_told), one.who === one.outlet ? "" : one.outlet].filter(Boolean).join(" · ")}`),
      h("dl", { class: "kv" }, this.found.slots.map((slot) => { const found = one.cells[slot.key]; return found ? [h("dt", null, slot.name), h("dd", null, slot.key === "happened" ? found.value : [found.value, " ", h("span", { class: "said" }, `“${found.quote}”`)])] : null; })));
  }

  /** Shows the words behind the chosen cell; the loudest one where none is chosen. */
  choose(): void {
    const cells = this.found.accounts.flatMap((column) => this.found.slots.flatMap(({ key, name }) => { const cell = column.cells[key]; return cell ? [{ column, key, name, cell }] : []; }));
    const wanted = cells.find((one) => `${one.cell.claim}.${one.key}` === this.app.state.sel) ?? cells.find((one) => one.cell.loud) ?? cells[0];
    for (const node of this.cells.values()) node.classList.remove("sel");
    if (!wanted) return;
    this.cells.get(`${wanted.cell.claim}.${wanted.key}`)?.classList.add("sel");
    const { column, cell, name } = wanted;
    this.chosen = cell.claim;
    put(this.wordsBox, h("h2", null, words("the_words"), h("span", { class: "meta" }, `${column.who} · ${name.toLowerCase()}`)), this.panel(column, cell));
    const other = cell.loud && cell.against ? this.found.accounts.find((one) => one.claims.includes(cell.against as string)) : null;
    const otherCell = other?.cells[wanted.key] ?? other?.cells.happened;
    if (other && otherCell) this.wordsBox.append(h("p", { class: "why meta" }, relationSign(cell.relation ?? "contradicts", cell.reason), " ", dates.readable(cell.reason)), h("h2", null, h("span", { class: "meta" }, `${other.who} · ${name.toLowerCase()}`)), this.panel(other, otherCell));
  }

  private panel(column: Column, cell: Cell): HTMLElement {
    const text = h("p", { class: "said", dir: "auto" }, `“${cell.quote}”`);
    const source = h("dd", null);
    this.document(cell.document).then((doc) => {
      const around = context(doc.pieces, cell.start, cell.end, 150);
      if (around) put(text, h("span", { class: "dim" }, around.before), h("mark", null, around.lit), h("span", { class: "dim" }, around.after));
      put(source, h("a", { href: this.app.href(documentPath(cell.document, cell.start, cell.end)) }, [doc.document.outlet, dates.say(doc.document.published)].filter(Boolean).join(", ") || doc.document.id), doc.document.language && doc.document.language !== "en" ? `, ${doc.document.language}` : "");
    }).catch(() => undefined);
    const why_: Child = cell.reason && cell.relation ? [h("dt", null, words("reason")), h("dd", null, dates.readable(cell.reason))] : null;
    return h("div", { class: "words" }, text,
      h("dl", { class: "kv" }, h("dt", null, words("document")), source, h("dt", null, words("read_as")), h("dd", null, `${cell.value}, ${words("read_by_machine", { p: column.confidence.toFixed(2) })}`), why_),
      h("p", { class: "acts" }, h("a", { class: "btn", "data-words": "", href: this.app.href(documentPath(cell.document, cell.start, cell.end)) }, words("document"), h("kbd", null, "W")),
        h("button", { type: "button", class: "btn", click: on(() => void whyClaim(this.app, cell.claim).catch((fault: unknown) => this.app.fail(fault, () => undefined))) }, words("why_read"))), this.judge(cell.claim, column));
  }

  /** Right or wrong, for who may say so. */
  private judge(claim: string, column: Column): HTMLElement {
    const box = h("div");
    if (!column.claims.includes(claim)) return box;
    void writes().then((may) => {
      if (!may || this.app.state.asof) return;
      const control = this.reviews.get(claim) ?? new ReviewControl(this.app, claim, null);
      this.reviews.set(claim, control);
      put(box, control.el);
    });
    return box;
  }

  private document(id: string): Promise<DocumentDetail> {
    const known = this.documents.get(id) ?? get<DocumentDetail>(address(`/document/${encodeURIComponent(id)}`, { asof: this.app.state.asof }), this.app.signal);
    this.documents.set(id, known);
    return known;
  }

  private tolls(): Child {
    return this.found.tolls.filter((toll) => toll.sources.length).map((toll) => h("section", { class: "sec" },
      h("h2", null, cap(label("count", toll.of)) + (toll.who ? `, ${toll.who}` : ""), h("span", { class: "meta" }, words("each_together"))), drawToll(toll, (side) => this.app.sides.letter(side)), h("p", { class: "meta" }, [cap(toll.words), toll.reason].filter(Boolean).join(". "))));
  }

  private origins(): HTMLElement {
    const groups = new Map<string, Column[]>();
    for (const one of this.whole.accounts) groups.set(one.origin ?? one.documents[0] ?? one.who, [...(groups.get(one.origin ?? one.documents[0] ?? one.who) ?? []), one]);
    return h("section", { class: "sec org" }, h("h2", null, words("origins_title"), h("span", { class: "meta" }, words("origins", { n: this.found.incident.origins.length }))),
      h("ul", null, [...groups.values()].map((some) => {
        const copies = some.reduce((n, one) => n + one.copies, 0);
        const names = [...new Set(some.map((one) => one.who))];
        return h("li", null, originBars(copies), h("div", null, [...new Set(some.map((one) => one.outlet ?? ""))].filter(Boolean).join(", ") || (names[0] ?? ""), h("span", null, ` · ${[names.length === 1 && names[0] !== some[0]?.outlet ? names[0] ?? "" : words("accounts_n", { n: names.length }), copies ? words("copies", { n: copies }) : ""].filter(Boolean).join(", ")}`)));
      })));
  }

  private below(): HTMLElement {
    const { history, control, incident: item } = this.found;
    return h("div", { class: "pan" },
      h("section", null, h("h2", null, words("history"), h("span", { class: "meta" }, words("history_note"))), historyChart(history, this.app.state.asof ?? this.found.incident.last_reported?.slice(0, 10) ?? "", (id) => this.app.href(documentPath(id)))),
      control.length ? h("section", null, h("h2", null, words("who_held", { place: item.place ?? "" }), h("span", { class: "meta" }, words("assessed"))), ribbon(control, this.app, { width: 440 }), h("p", { class: "meta" }, item.place_id ? h("a", { href: this.app.href(`/place/${encodeURIComponent(item.place_id)}`) }, words("open_place")) : null)) : null);
  }

  key(event: KeyboardEvent): boolean {
    if (event.key === "w") { this.wordsBox.querySelector<HTMLAnchorElement>("[data-words]")?.click(); return true; }
    if (event.key === "e") { this.el.querySelector<HTMLButtonElement>(".head .acts button")?.click(); return true; }
    const control = this.reviews.get(this.chosen);
    const act = { y: "right", n: "wrong", u: "undo" }[event.key] as "right" | "wrong" | "undo" | undefined;
    if (control && act) { control[act](); return true; }
    if (event.key === "Escape") { this.app.go(this.app.href("/", { sel: this.found.incident.id })); return true; }
    return false;
  }
}

const MOST = 6;

/** The accounts that differ most, and those that say most; the rest is folded away. */
export function folded(whole: IncidentDetail): IncidentDetail {
  const weight = (one: Column): number => Object.values(one.cells).reduce((n, cell) => n + (cell.loud ? 100 : 1), 0);
  const kept = new Set([...whole.accounts].sort((a, b) => weight(b) - weight(a)).slice(0, MOST));
  const accounts = whole.accounts.filter((one) => kept.has(one));
  const sides = whole.sides.map((side) => ({ ...side, columns: accounts.filter((one) => one.side === side.side).length })).filter((side) => side.columns);
  return { ...whole, accounts, sides, slots: whole.slots.filter(({ key }) => accounts.some((one) => one.cells[key])) };
}

const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most).replace(/\s+\S*$/, "")}…` : text);
