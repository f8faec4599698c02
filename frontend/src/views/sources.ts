// Outlets: reports a day against their own habit, so that silence is seen as silence.

import { address, get } from "../api.ts";
import type { App, View } from "../app.ts";
import * as dates from "../dates.ts";
import { h, put, s } from "../dom.ts";
import { sideSign } from "../marks.ts";
import type { Paged, Source } from "../types.ts";
import { label, words } from "../words.ts";
import { arriving } from "./common.ts";

export function sources(app: App): View {
  const list = h("div", { id: "list", tabindex: -1 });
  const el = h("div", { class: "page" }, h("h1", null, label("view", "sources")), h("p", { class: "facts" }, words("sources_note")), list);
  const load = (): void => arriving(app, list, () => get<Paged<Source>>(address("/sources", { asof: app.state.asof }, { limit: 300 }), app.signal), (found) => {
    const all = found.items.flatMap((one) => [one.first, one.last]).filter((day): day is string => day !== null).sort();
    const span: [number, number] = [dates.number(all[0]), Math.max(dates.number(all.at(-1)), dates.number(found.as_of))];
    put(list, found.items.length ? h("table", { class: "plain stack sources" }, h("colgroup", null, h("col", { class: "c-out" }), h("col", { class: "c-days" }), h("col", null), h("col", null)),
      h("thead", null, h("tr", null, h("th", { scope: "col" }, words("outlet_word")), h("th", { scope: "col" }, words("reports_a_day"), axis(span)), h("th", { scope: "col" }, words("habit_word")), h("th", { scope: "col" }, words("copies_word")))),
      h("tbody", null, found.items.map((one) => row(app, one, span)))) : h("p", { class: "note" }, words("no_sources")));
  });
  load();
  return { el, update: load };
}

const WIDE = 420;
const x = (day: number, [a, b]: [number, number]): number => ((day - a) / Math.max(1, b - a + 1)) * WIDE;

function axis(span: [number, number]): SVGElement {
  return s("svg", { viewBox: `0 0 ${WIDE} 14`, width: "100%", "aria-hidden": "true" }, dates.ticks(span[0], span[1], 5).map((day) => s("text", { x: x(day, span), y: 11, class: "tx" }, dates.say(dates.iso(day), false))));
}

function row(app: App, one: Source, span: [number, number]): HTMLTableRowElement {
  const most = Math.max(1, ...Object.values(one.days));
  const wide = Math.max(1.5, WIDE / (span[1] - span[0] + 1) - 0.6);
  const said = [
    one.last ? words("last_heard", { day: dates.say(one.last) }) : "", one.usual_pause_days !== null ? words("usual_pause", { n: one.usual_pause_days }) : "",
    one.longest_pause_days ? words("longest_pause", { n: one.longest_pause_days }) : "",
  ].filter(Boolean).join(" · ");
  const last = dates.number(one.last);
  return h("tr", null, h("td", null, h("b", null, h("a", { href: app.href("/", { outlet: one.name ?? one.id }) }, one.name ?? words("no_outlet"))), h("p", { class: "meta" }, sideSign(app.sides.letter(one.side)), ` ${app.sides.name(one.side)} · ${words("documents", { n: one.documents })}, ${words("claims", { n: one.claims })}`)),
    h("td", null, s("svg", { viewBox: `0 0 ${WIDE} 24`, width: "100%", role: "img", "aria-label": `${words("documents", { n: one.documents })}, ${said}` },
      s("path", { d: `M0 22.5H${WIDE}`, class: "s-line f-no" }),
      one.silent ? s("rect", { x: x(last + 1, span), y: 4, width: Math.max(0, WIDE - x(last + 1, span)), height: 18, fill: "none", class: "s-line2", "stroke-dasharray": "3 3" }) : null,
      Object.entries(one.days).map(([day, n]) => s("rect", { x: x(dates.number(day), span), y: 22 - 18 * (n / most), width: wide, height: 18 * (n / most), class: "f-ink" }, s("title", null, `${dates.say(day)}: ${words("documents", { n })}`))))),
    h("td", { class: "meta" }, said, one.silent && one.silent_days !== null ? h("p", null, words("silent_beyond", { n: one.silent_days })) : null),
    h("td", { class: "meta" }, !one.copies ? words("no_copies") : one.copies <= one.documents ? [words("copies_share", { n: one.copies, m: one.documents }), one.copied_from ? `, ${words("mostly_of", { name: one.copied_from })}` : ""] : words("shared_words", { name: one.copied_from ?? "" })));
}
