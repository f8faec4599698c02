// Who speaks, and what became of it. Counts, never a score of truthfulness.

import { address, get } from "../api.ts";
import type { App, View } from "../app.ts";
import * as dates from "../dates.ts";
import { h, put, s, type Child } from "../dom.ts";
import { bigSign, sideSign } from "../marks.ts";
import { documentPath } from "../parting.ts";
import type { Paged, Speaker, SpeakerDetail, Statement } from "../types.ts";
import { cap, label, num, words } from "../words.ts";
import { arriving } from "./common.ts";

const AGAINST = /contradict|denied|revers/;

export function speakers(app: App): View {
  const list = h("div", { id: "list", tabindex: -1 });
  const field = h("input", { type: "search", placeholder: words("part_of_name"), "aria-label": words("part_of_name"), value: app.state.by ?? "" });
  const el = h("div", { class: "page" }, h("h1", null, label("view", "speakers")), h("div", { class: "searchbox" }, field), list);
  const load = (): void => arriving(app, list, () => get<Paged<Speaker>>(address("/speakers", { asof: app.state.asof }, { q: field.value, limit: 200 }), app.signal), (found) => put(list, found.items.length ? h("table", { class: "plain stack" },
    h("thead", null, h("tr", null, ["speaker_word", "side_word", "statements_word", "documents_word", "first_last_word", "what_became"].map((key) => h("th", { scope: "col" }, words(key))))),
    h("tbody", null, found.items.map((one) => h("tr", null, h("td", null, h("a", { href: app.href(`/speaker/${encodeURIComponent(one.id)}`) }, h("b", null, one.name))), h("td", { class: "nw" }, sideSign(app.sides.letter(one.side)), ` ${app.sides.name(one.side)}`),
      h("td", { class: "nw" }, words("statements", { n: one.statements })), h("td", { class: "nw" }, words("documents", { n: one.documents })), h("td", { class: "nw" }, one.first && one.last ? dates.span(one.first.slice(0, 10), one.last.slice(0, 10)) : ""), h("td", { class: "meta" }, one.statements < 5 ? words("too_few") : tally(one.outcomes)))))) : h("p", { class: "note" }, words("no_speakers"))));
  let timer = 0;
  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(load, 150) as unknown as number; });
  load();
  return { el, update: load, destroy: () => clearTimeout(timer) };
}

const tally = (outcomes: Record<string, number>): string => Object.entries(outcomes).sort((a, b) => b[1] - a[1]).map(([key, n]) => `${label("outcome", key)} ${num(n)}`).join(", ");

export function speaker(app: App): View {
  const el = h("div", { class: "page" });
  const load = (): void => arriving(app, el, () => get<SpeakerDetail>(address(`/speaker/${encodeURIComponent(app.route.id)}`, { asof: app.state.asof }, { limit: 200 }), app.signal), (found) => {
    draw(app, el, found);
    app.title(found.speaker.name);
  });
  load();
  return { el, update: load };
}

function draw(app: App, el: HTMLElement, found: SpeakerDetail): void {
  const { speaker: who } = found;
  put(el, h("p", { class: "crumb meta" }, h("a", { href: app.href("/speakers") }, label("view", "speakers"))), h("h1", null, who.name),
    h("p", { class: "facts" }, sideSign(app.sides.letter(who.side)), ` ${[cap(app.sides.name(who.side)), words("statements", { n: who.statements }), words("documents", { n: who.documents }), who.first && who.last ? dates.span(who.first.slice(0, 10), who.last.slice(0, 10)) : ""].filter(Boolean).join(" · ")}`),
    h("section", { class: "panel" }, h("h2", null, words("statements_in_time")), strip(found.statements), h("p", { class: "meta" }, found.tally ? `${words("what_became")}: ${tally(who.outcomes)}` : words("few_statements", { n: who.statements }))),
    h("ol", { class: "dis-list", id: "list" }, found.statements.map((one) => statement(app, one))));
}

function statement(app: App, one: Statement): HTMLLIElement {
  const against = AGAINST.test(one.outcome);
  const counter: Child = one.counterparts.slice(0, 2).map((other) => h("div", null, h("p", { class: "meta" }, bigSign("contradicts"), " ", sideSign(app.sides.letter(other.side)), ` ${other.speaker}: `, h("span", { class: "said", dir: "auto" }, `“${other.words}” `), h("a", { href: app.href(documentPath(other.document)) }, words("the_words")))));
  return h("li", null, h("div", { class: "top-line" }, h("span", { class: "meta" }, dates.say(one.day)), h("b", null, cap(label("kind", one.kind)) + (one.place ? `, ${one.place}` : "")), h("span", { class: "grow" }), h("span", { class: against ? "st d" : "st" }, against ? bigSign("disputed") : null, label("outcome", one.outcome))),
    h("p", { class: "said", dir: "auto" }, `“${one.words}”`), counter,
    h("p", { class: "meta ways" }, one.incident ? h("a", { href: app.href(`/incident/${one.incident}`) }, words("open_incident")) : null, h("a", { href: app.href(documentPath(one.document)) }, words("the_words"))));
}

function strip(statements: readonly Statement[]): SVGElement {
  const days = statements.map((one) => dates.number(one.day)).filter((day) => !Number.isNaN(day));
  const [first, last] = [Math.min(...days) - 1, Math.max(...days) + 1];
  const wide = Math.max(320, Math.min(1040, innerWidth - 60));
  const x = (day: number): number => 10 + ((day - first) / Math.max(1, last - first)) * (wide - 20);
  const at = new Map<number, number>();
  return s("svg", { viewBox: `0 0 ${wide} 74`, class: "full", role: "img", "aria-label": words("statements", { n: statements.length }) },
    s("path", { d: `M0 48H${wide}`, class: "s-line2 f-no" }),
    statements.flatMap((one) => {
      const day = dates.number(one.day);
      if (Number.isNaN(day)) return [];
      const level = at.get(day) ?? 0;
      at.set(day, level + 1);
      if (level > 4) return [];
      const cut = AGAINST.test(one.outcome);
      return [s("g", { transform: `translate(${x(day).toFixed(1)} ${42 - 9 * level})` }, s("title", null, `${dates.say(one.day)}: ${one.words}`), s("rect", { x: -3.5, y: -3.5, width: 7, height: 7, class: cut ? "f-dispute" : "f-ink" }), cut ? s("path", { d: "M3 -4L-3 4", class: "slashes" }) : null)];
    }),
    dates.ticks(first, last, Math.max(3, Math.floor(wide / 104))).map((day) => s("text", { x: x(day), y: 66, class: "tx", "text-anchor": x(day) < 30 ? "start" : x(day) > wide - 30 ? "end" : "middle" }, dates.say(dates.iso(day), false))));
}
