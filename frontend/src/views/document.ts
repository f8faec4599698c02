// A report: its words exactly as they came in, the claims in the margin, the words of the chosen one lit.

import { address, get } from "../api.ts";
import type { App, View } from "../app.ts";
import * as dates from "../dates.ts";
import { h, on, put, s, type Child } from "../dom.ts";
import { mark, sideSign } from "../marks.ts";
import { borders, Points, visible } from "../offsets.ts";
import type { DocumentClaim, DocumentDetail, Incidents, Review, Span } from "../types.ts";
import { cap, label, words } from "../words.ts";
import { ReviewControl, reviewWords } from "../review.ts";
import { arriving, readAs, whyClaim } from "./common.ts";

const LIGHTS = ["places", "times", "speakers"] as const;

export function documentView(app: App): View {
  const el = h("div", { class: "page" });
  let page: DocumentPage | null = null;
  arriving(app, el, () => get<DocumentDetail>(address(`/document/${encodeURIComponent(app.route.id)}`, { asof: app.state.asof }), app.signal), (found) => {
    page = new DocumentPage(app, found);
    put(el, page.el);
    app.title(found.document.title ?? found.document.id);
    page.arrive();
  });
  return { el, key: (event) => page?.key(event) ?? false, update: () => page?.arrive(), destroy: () => page?.destroy() };
}

class DocumentPage {
  readonly el: HTMLElement;
  private readonly text = h("div", { class: "text", dir: "auto" });
  private readonly margin = h("div", { class: "margin" });
  private readonly mini = h("div", { class: "mini", "aria-hidden": "true" });
  private readonly cards = new Map<string, HTMLElement>();
  private readonly claims: DocumentClaim[];
  private readonly reviews = new Map<string, ReviewControl>();
  private readonly stamps = new Map<string, (review: Review | null) => void>();
  private on = new Set<string>(["places", "times", "speakers"]);
  private repaired = false;
  private chosen = -1;
  private wanted: Span | null = null;
  private parted = new Set<string>();
  private readonly watch = new ResizeObserver(() => this.align());

  constructor(private readonly app: App, private readonly found: DocumentDetail) {
    this.claims = [...found.claims].sort((a, b) => a.spans.trigger[0] - b.spans.trigger[0]);
    const { document: row } = found;
    this.text.lang = row.language ?? "";
    this.el = h("div", null,
      h("p", { class: "crumb meta" }, h("a", { href: app.href("/") }, label("view", "situation")), " › ", row.outlet ? h("a", { href: app.href("/sources") }, row.outlet) : null, ` › ${words("document").toLowerCase()}`),
      h("h1", { dir: "auto" }, row.title ?? row.id),
      h("p", { class: "meta" }, [row.outlet, dates.say(row.published), row.language, words("claims", { n: row.claims }), row.contested ? words("parted_in_it", { n: row.contested }) : ""].filter(Boolean).join(" · "), row.url ? [" · ", h("a", { href: row.url, rel: "noreferrer noopener", target: "_blank" }, words("at_source"))] : null),
      this.controls(), row.whole ? null : h("p", { class: "meta" }, words("excerpts")),
      this.claims.length ? null : h("p", { class: "note" }, words("no_claims")),
      h("div", { class: "doc" }, this.margin, this.text, this.mini));
    this.draw();
    this.watch.observe(this.text);
    void this.mend();
  }

  private controls(): HTMLElement {
    const light = (name: string): HTMLElement => h("button", { type: "button", "aria-pressed": this.on.has(name) ? "true" : "false", click: on((e) => {
      if (!this.on.delete(name)) this.on.add(name);
      (e.currentTarget as HTMLElement).setAttribute("aria-pressed", this.on.has(name) ? "true" : "false");
      this.draw();
    }) }, words(`${name}_word`));
    const seg = h("div", { class: "seg", role: "group", "aria-label": words("original") });
    const draw = (): void => put(seg, [false, true].map((value) => h("button", { type: "button", "aria-pressed": this.repaired === value ? "true" : "false", click: on(() => { this.repaired = value; draw(); this.draw(); }) }, words(value ? "repaired" : "original"))));
    draw();
    return h("div", { class: "bar" }, h("div", { class: "seg", role: "group", "aria-label": words("lights") }, LIGHTS.map(light)), this.found.repairs.length ? [seg, h("span", { class: "meta" }, words("repairs", { n: this.found.repairs.length }))] : null);
  }

  /** Which of its claims stand in an incident that is disputed. */
  private async mend(): Promise<void> {
    if (!this.found.document.contested) return;
    const ids = new Set(this.claims.map((claim) => claim.incident));
    const found = await get<Incidents>(address("/incidents", { asof: this.app.state.asof, status: "disputed,denied", outlet: this.found.document.outlet ?? undefined }, { limit: 500 }), this.app.signal).catch(() => null);
    this.parted = new Set(found?.items.map((one) => one.id).filter((id) => ids.has(id)));
    for (const claim of this.claims) if (claim.incident && this.parted.has(claim.incident)) this.cards.get(claim.id)?.classList.add("d");
    this.drawMini();
  }

  private draw(): void {
    put(this.text, this.found.pieces.flatMap((piece, i) => {
      const before = this.found.pieces[i - 1];
      const gap = (before && before.end < piece.start) || (!i && piece.start > 0) ? [h("span", { class: "gap" }, words("gap"))] : [];
      return [...gap, ...this.piece(piece)];
    }));
    put(this.margin, this.claims.map((claim, i) => this.card(claim, i)));
    this.choose(this.chosen, false);
    requestAnimationFrame(() => { this.align(); this.drawMini(); });
  }

  private piece(piece: { start: number; end: number; text: string }): Node[] {
    const points = new Points(piece.text);
    const span = ([start, end]: [number, number]): Span => ({ start, end });
    const claims = this.claims.map((claim, i) => ({ ...span(claim.spans.evidence), i }));
    const places = this.claims.flatMap((claim) => claim.spans.places);
    const times = this.claims.flatMap((claim) => (claim.spans.time ? [claim.spans.time] : []));
    const speakers = this.claims.flatMap((claim) => claim.spans.speakers.map((one) => ({ ...one, side: claim.side })));
    const repairs = this.found.repairs;
    const cuts = borders(piece, [...claims, ...places, ...times, ...speakers, ...repairs, ...(this.wanted ? [this.wanted] : [])]);
    const within = (one: Span, at: number): boolean => one.start <= at && at < one.end;
    return cuts.slice(0, -1).map((start, n) => {
      const end = cuts[n + 1] as number;
      const classes: string[] = [];
      const over = claims.filter((one) => within(one, start));
      if (over.length) classes.push("cl");
      if (places.some((one) => within(one, start))) classes.push(this.on.has("places") ? "pl show" : "pl");
      if (times.some((one) => within(one, start))) classes.push(this.on.has("times") ? "tm show" : "tm");
      const speaker = speakers.find((one) => within(one, start));
      if (speaker && this.on.has("speakers")) classes.push(`sp show ${this.app.sides.letter(speaker.side)}`);
      const repair = repairs.find((one) => within(one, start));
      if (repair && this.repaired) classes.push("fix");
      const own = points.slice(start - piece.start, end - piece.start);
      const raw = repair && this.repaired ? (repair.start === start ? repair.read_as : "") : own;
      const masked = this.found.masks;
      const shown = [...raw].some((char) => char in masked) ? raw.replace(/./gsu, (char) => (char in masked ? "\u0000" : char)).replace(/\u0000+/g, masked[[...raw].find((char) => char in masked) ?? ""] ?? "") : raw;
      const inner: Child[] = visible(shown).map((part) => (part.control ? h("span", { class: "ctrl", title: words("control_char") }, part.text) : part.text));
      if (!classes.length && !this.wanted) return h("span", null, inner);
      return h("span", { class: classes.join(" ") || null, "data-start": start, "data-claims": over.map((one) => one.i).join(" ") || null, title: repair && this.repaired ? repair.original : null, click: over.length ? on(() => this.pick(over)) : null }, inner);
    });
  }

  private pick(over: { i: number; start: number; end: number }[]): void {
    if (String(getSelection())) return;
    const at = over.findIndex((one) => one.i === this.chosen);
    this.select(over[(at + 1) % over.length]?.i ?? -1);
  }

  private select(i: number): void {
    const claim = this.claims[i];
    if (!claim) return;
    const [start, end] = claim.spans.evidence;
    history.replaceState(null, "", `${location.pathname}${location.search}#c=${start}-${end}`);
    this.wanted = null;
    this.choose(i, true);
  }

  private card(claim: DocumentClaim, i: number): HTMLElement {
    const said = h("p", { class: "micro said-so" });
    const stamp = (review: Review | null): void => {
      card.classList.toggle("wrong", review?.verdict === "wrong");
      card.classList.toggle("right", review?.verdict === "right");
      put(said, review ? reviewWords(review) : "");
      for (const node of this.text.querySelectorAll(`[data-claims~="${i}"]`)) node.classList.toggle("checked", review?.verdict === "right");
      this.align();
    };
    const control = this.reviews.get(claim.id) ?? new ReviewControl(this.app, claim.id, claim.review, (review) => this.stamps.get(claim.id)?.(review));
    this.reviews.set(claim.id, control);
    this.stamps.set(claim.id, stamp);
    const card = h("div", { class: `card${claim.incident && this.parted.has(claim.incident) ? " d" : ""}`, id: `card-${i}`, tabindex: -1, click: on((e) => { if (!(e.target as Element).closest("a, button")) this.select(i); }) },
      h("div", { class: "row" }, mark(claim.group, "corroborated", 16), h("div", null, h("b", null, cap(label("kind", claim.kind))),
        h("p", { class: "meta" }, readAs(claim)), h("p", { class: "meta" }, sideSign(this.app.sides.letter(claim.side), this.app.sides.name(claim.side)), ` ${words("said_by", { who: claim.speaker })}`),
        h("div", { class: "more" }, h("p", { class: "micro" }, `${words("read_by_machine", { p: claim.confidence.toFixed(2) })} · ${claim.rule}`),
          h("p", { class: "acts" }, claim.incident ? h("a", { class: "btn", href: this.app.href(`/incident/${claim.incident}`) }, words("in_incident")) : null,
            h("button", { type: "button", class: "btn", click: on(() => void whyClaim(this.app, claim.id).catch((fault: unknown) => this.app.fail(fault, () => undefined))) }, words("why_read"), h("kbd", null, "E"))),
          this.found.writes ? control.el : null), said)));
    stamp(control.said);
    this.cards.set(claim.id, card);
    return card;
  }

  /** Goes to the words that the address names. */
  arrive(): void {
    const named = this.claims.find((claim) => location.hash === `#claim=${encodeURIComponent(claim.id)}`);
    const found = named ? ["", ...named.spans.evidence] : /#c=(\d+)-(\d+)/.exec(location.hash);
    if (!found) return;
    const [start, end] = [Number(found[1]), Number(found[2])];
    this.wanted = { start, end };
    this.chosen = this.claims.findIndex(({ spans }) => spans.evidence[0] <= start && end <= spans.evidence[1]);
    this.draw();
    requestAnimationFrame(() => {
      const first = this.text.querySelector(".on");
      first?.scrollIntoView({ block: "center" });
      // Fully lit until the reader goes on; then a quiet underline.
      const rest = (): void => { for (const node of this.text.querySelectorAll(".arrived")) node.classList.remove("arrived"); };
      setTimeout(() => addEventListener("wheel", rest, { once: true, passive: true }), 300);
    });
  }

  private choose(i: number, scroll: boolean): void {
    this.chosen = i;
    const claim = this.claims[i];
    for (const node of this.text.querySelectorAll<HTMLElement>("[data-start]")) {
      const at = Number(node.dataset.start);
      const lit = this.wanted ? at >= this.wanted.start && at < this.wanted.end : claim !== undefined && at >= claim.spans.evidence[0] && at < claim.spans.evidence[1];
      node.classList.toggle("on", lit);
      if (lit) node.classList.add("cl");
    }
    for (const [id, card] of this.cards) card.classList.toggle("on", id === claim?.id);
    if (scroll) {
      this.text.querySelector(".on")?.scrollIntoView({ block: "nearest" });
      if (claim) this.cards.get(claim.id)?.scrollIntoView({ block: "nearest" });
    }
    this.align();
  }

  /** Lines the cards up with their words; those that would overlap push each other down. */
  private align(): void {
    if (getComputedStyle(this.margin.firstElementChild ?? this.margin).position !== "absolute") return;
    const top = this.text.getBoundingClientRect().top;
    const wants = this.claims.map((claim, i) => {
      const node = [...this.text.querySelectorAll<HTMLElement>(`[data-claims~="${i}"]`)][0];
      return { card: this.cards.get(claim.id), y: (node?.getBoundingClientRect().top ?? top) - top };
    });
    const heights = wants.map(({ card }) => (card?.offsetHeight ?? 0) + 6);
    const ys = wants.map(({ y }) => y);
    // The chosen one keeps its place; the others give way, upwards before it and downwards after it.
    for (let i = 1; i < ys.length; i += 1) if (i !== this.chosen) ys[i] = Math.max(ys[i] as number, (ys[i - 1] as number) + (heights[i - 1] as number));
    for (let i = this.chosen - 1; i >= 0; i -= 1) ys[i] = Math.min(ys[i] as number, (ys[i + 1] as number) - (heights[i] as number));
    const shift = Math.max(0, -Math.min(0, ...ys));
    if (shift) for (let i = 0, floor = 0; i < ys.length; i += 1) { ys[i] = Math.max(floor, ys[i] as number); floor = (ys[i] as number) + (heights[i] as number); }
    wants.forEach(({ card }, i) => { if (card) card.style.top = `${ys[i]}px`; });
    this.margin.style.minHeight = `${Math.max(0, ...ys.map((y, i) => y + (heights[i] as number)))}px`;
  }

  private drawMini(): void {
    const length = Math.max(1, this.found.document.characters);
    put(this.mini, s("svg", { viewBox: "0 0 22 100", preserveAspectRatio: "none", width: "100%", height: "100%" }, this.claims.map((claim) => {
      const cut = claim.incident !== null && this.parted.has(claim.incident);
      return s("rect", { x: 3, y: (claim.spans.evidence[0] / length) * 100, width: 16, height: Math.max(0.6, ((claim.spans.evidence[1] - claim.spans.evidence[0]) / length) * 100), class: cut ? "f-dispute" : "f-ink3" });
    })));
  }

  key(event: KeyboardEvent): boolean {
    if (event.key === "j" || event.key === "k") {
      this.select(Math.max(0, Math.min(this.claims.length - 1, this.chosen + (event.key === "j" ? 1 : -1))));
      return true;
    }
    const claim = this.claims[this.chosen];
    const control = claim && this.found.writes ? this.reviews.get(claim.id) : null;
    if (control && event.key === "y") { control.right(); return true; }
    if (control && event.key === "n") { control.wrong(); return true; }
    if (control && event.key === "u") { control.undo(); return true; }
    if (event.key === "e" && claim) { void whyClaim(this.app, claim.id).catch((fault: unknown) => this.app.fail(fault, () => undefined)); return true; }
    if (event.key === "Enter" && claim?.incident) { this.app.go(this.app.href(`/incident/${claim.incident}`)); return true; }
    if (event.key === "Escape" && this.chosen >= 0) { this.wanted = null; this.choose(-1, false); return true; }
    return false;
  }

  destroy(): void {
    this.watch.disconnect();
  }
}
