// The situation report, for paper: black and white safe, every line with the numbers of its reports.

import { address, get } from "../api.ts";
import type { App, View } from "../app.ts";
import * as dates from "../dates.ts";
import { h, on, put, type Child } from "../dom.ts";
import { bigSign, sideSign, statusWords } from "../marks.ts";
import { documentPath } from "../parting.ts";
import { STILL } from "../root.ts";
import { FILTERS } from "../state.ts";
import { label, num, words } from "../words.ts";
import { arriving, said } from "./common.ts";

interface Quote { words: string; who: string; side: string | null; day: string | null; refs: number[] }
interface Line { id: string | null; title: string; status: string; about: string; toll: string; who: string; quotes: Quote[]; reason: string; refs: number[] }
interface Source { n: number; document: string; outlet: string | null; published: string | null; url: string | null; title: string | null; words: string }
interface Sitrep {
  as_of: string | null; own_view: boolean; from: string | null; to: string | null; incidents: number; claims: number; documents: number; places: string[];
  sections: { key: string; lines: Line[]; more: number }[]; sources: Source[]; heard: number; outlets: number;
  silent: { name: string | null; last: string | null; days: number | null }[]; held_back: number; held_by_rule: Record<string, number>;
}

export function sitrep(app: App): View {
  const el = h("div", { class: "page sheet-of-paper" });
  const load = (): void => arriving(app, el, () => get<Sitrep>(address("/sitrep", app.state), app.signal), (found) => {
    draw(app, el, found);
    app.tell(STILL ? null : found);
  });
  load();
  return { el, update: load };
}

const refs = (numbers: readonly number[]): Child => (numbers.length ? [" ", h("span", { class: "ref" }, "[", numbers.map((n, i) => [i ? ", " : "", h("a", { href: `#r${n}` }, n)]), "]")] : null);

function draw(app: App, el: HTMLElement, found: Sitrep): void {
  const asked = FILTERS.filter((key) => app.state[key] && key !== "from" && key !== "to").map((key) => `${label("filter", key).toLowerCase()} ${said(app, key)}`);
  const period = found.from && found.to ? dates.span(found.from.slice(0, 10), found.to.slice(0, 10)) : "";
  const full = found.sections.filter((section) => section.lines.length);
  put(el,
    h("div", { class: "bar noprint" }, h("button", { type: "button", class: "btn", click: on(() => print()) }, words("export_print"))),
    h("h1", null, found.places.length ? words("sitrep_of", { places: found.places.join(", ") }) : label("view", "sitrep")),
    h("p", { class: "meta" }, [period, h("b", null, words("as_known", { day: dates.say(found.as_of) })), words("summary", { incidents: found.incidents, claims: found.claims, documents: found.documents }), ...(STILL ? [words("whole_record")] : asked)].filter(Boolean).map((part, i) => [i ? " · " : "", part])),
    h("p", { class: "meta" }, words("sitrep_note")),
    full.length ? full.map((section, i) => h("section", null, h("h2", null, `${i + 1} ${label("sitrep", section.key)}`), h("ol", null, section.lines.map((line) => row(app, line, section.key))), section.more ? h("p", { class: "meta" }, words("more_of_kind", { n: section.more })) : null)) : h("p", null, words("sitrep_empty", { n: found.heard, m: found.outlets })),
    h("section", null, h("h2", null, label("sitrep", "silent")), h("p", { class: "meta" }, `${words("heard_from", { n: found.heard, m: found.outlets })} `, found.silent.length ? `${words("silent_list")} ${found.silent.map((one) => `${one.name ?? words("no_outlet")} (${words("last_heard", { day: dates.say(one.last) })})`).join(", ")}.` : words("none_silent"))),
    found.sources.length ? h("section", null, h("h2", null, label("sitrep", "sources")), h("table", { class: "refs" }, h("thead", null, h("tr", null, ["number_short", "outlet_word", "first_words"].map((key) => h("th", { scope: "col" }, words(key))))),
      h("tbody", null, found.sources.map((one) => h("tr", { id: `r${one.n}` }, h("td", null, one.n), h("td", null, h("a", { href: app.href(documentPath(one.document)) }, one.outlet ?? one.document), `, ${dates.say(one.published)}`), h("td", { dir: "auto" }, one.title ?? one.words, one.url ? h("span", { class: "meta" }, ` ${one.url}`) : null)))))) : null,
    h("p", { class: "meta closing" }, words(found.own_view ? "sitrep_own" : "sitrep_public"), " ", found.held_back ? `${words("held_note", { n: found.held_back })}: ${Object.entries(found.held_by_rule).map(([rule, n]) => `${rule} (${num(n)})`).join(", ")}.` : words("nothing_held"), " ", words("same_again"), " ", h("span", { class: "ref" }, location.href)));
}

function row(app: App, line: Line, key: string): HTMLLIElement {
  const about = key === "control" ? dates.say(line.about) : line.about;
  const [a, b] = line.quotes;
  const quote = (one: Quote): HTMLElement => h("div", null, h("p", { class: "said", dir: "auto" }, `“${one.words}”`), h("p", { class: "meta" }, sideSign(app.sides.letter(one.side), app.sides.name(one.side)), ` ${one.who}, ${dates.say(one.day)}`, refs(one.refs)));
  return h("li", null,
    h("p", null, line.status && line.status !== "tension" ? [statusWords(line.status), " "] : line.status ? [h("span", { class: "st" }, bigSign("in_tension"), label("strength", "tension")), " "] : null,
      h("b", null, line.id ? h("a", { href: app.href(`/incident/${line.id}`) }, line.title) : line.title), about ? h("span", { class: "meta" }, ` ${about}`) : null, line.toll ? `. ${line.toll}` : "", line.who ? h("span", { class: "meta" }, `. ${line.who}`) : null, refs(line.refs)),
    a && b ? h("div", { class: "pair" }, quote(a), h("span", { class: "cut" }, bigSign("contradicts")), quote(b)) : null,
    line.reason ? h("p", { class: "meta" }, dates.readable(line.reason)) : null);
}
