// A place: who held it, what happened there, who left and who came.

import { address, get } from "../api.ts";
import type { App, View } from "../app.ts";
import * as dates from "../dates.ts";
import { h, put } from "../dom.ts";
import { ribbon } from "../ribbon.ts";
import type { ClaimedHold, Flow, PlaceDetail } from "../types.ts";
import { interval } from "../toll.ts";
import { cap, label, words } from "../words.ts";
import { arriving, incidentLine } from "./common.ts";

export function place(app: App): View {
  const el = h("div", { class: "page" });
  const load = (): void => arriving(app, el, () => get<PlaceDetail>(address(`/place/${encodeURIComponent(app.route.id)}`, app.state), app.signal), (found) => {
    draw(app, el, found);
    app.title(found.place.name);
  });
  load();
  return { el, update: load };
}

function draw(app: App, el: HTMLElement, found: PlaceDetail): void {
  const { place: at } = found;
  const others = at.names.filter((name) => name !== at.name && name.slice(0, 1) !== name.slice(0, 1).toLowerCase());
  const near = at.near[0];
  // What lies long before the first report was told only later; the ribbon begins shortly before the reports.
  const heard = found.incidents.map((item) => item.first_reported ?? "9").sort()[0] ?? "";
  const start = found.control.findIndex((day) => day.day >= heard.slice(0, 10));
  const days = found.control.slice(Math.max(0, start - 14));
  put(el, h("p", { class: "crumb meta" }, h("a", { href: app.href("/") }, label("view", "situation")), ` › ${[at.country_name, at.region].filter(Boolean).join(" › ")}`),
    h("h1", null, at.name),
    h("p", { class: "facts" }, [others.length ? words("place_also", { names: others.slice(0, 6).join(", ") }) : "", at.lat !== null && at.lon !== null ? `${at.lat.toFixed(2)} ${at.lon.toFixed(2)}` : "", at.precision, words("incidents", { n: found.total })].filter(Boolean).join(" · ")),
    !found.total && !days.length ? h("div", { class: "panel" }, h("p", null, words("nothing_told_place"), " ", near ? h("a", { href: app.href(`/place/${encodeURIComponent(near.id)}`) }, words("nearest", { name: near.name, km: near.km })) : "")) : null,
    h("section", { class: "panel" }, h("h2", null, words("who_held", { place: at.name }), h("span", { class: "meta" }, words("assessed"))),
      days.length ? [ribbon(days, app, { width: Math.max(320, Math.min(1040, innerWidth - 60)), changes: found.changes }), h("p", { class: "micro" }, words("one_mark_one_claim"))] : h("p", { class: "meta" }, words("no_control")),
      found.claimed.length ? [h("h3", null, words("claimed_last")), h("ul", { class: "simple" }, found.claimed.map((one) => h("li", null, claimedLine(app, one))))] : null),
    h("div", { class: "cols" },
      h("section", { class: "panel" }, h("h2", null, words("what_happened"), h("span", { class: "meta" }, words("incidents", { n: found.total }))), h("ol", { class: "simple" }, found.incidents.slice(0, 60).map((item) => incidentLine(app, item))),
        found.total > 60 ? h("p", null, h("a", { href: app.href("/", { place: at.id }) }, words("all_of_them"))) : null),
      h("div", null,
        h("section", { class: "panel" }, h("h2", null, words("who_left")), found.left.length + found.came.length + found.present.length ? [flows("left_word", found.left), flows("came_word", found.came), flows("present_word", found.present)] : h("p", { class: "meta" }, words("no_movement"))),
        h("section", { class: "panel" }, h("h2", null, words("near_by")), at.near.length ? h("p", null, at.near.map((one, i) => [i ? ", " : "", h("a", { href: app.href(`/place/${encodeURIComponent(one.id)}`) }, one.name), ` ${words("km", { n: one.km })}`])) : h("p", { class: "meta" }, words("none_near"))))));
}

/** Who claims what of a place, of which day, told when and in which report: never mixed with what is assessed. */
function claimedLine(app: App, one: ClaimedHold): HTMLElement {
  const side = one.side_name ? cap(one.side_name) : words("no_known_side");
  return h("div", null, h("b", null, words(one.holder === "contested" ? "side_contested" : one.holder === "unknown" ? "side_unknown" : "side_claims", { side, holder: one.holder_name })), ` · ${dates.say(one.day)} · `,
    h("a", { href: app.href(`/document/${encodeURIComponent(one.document)}`) }, [one.by, one.outlet === one.by ? "" : one.outlet, dates.say(one.said)].filter(Boolean).join(", ")));
}

function flows(title: string, found: readonly Flow[]): HTMLElement | null {
  if (!found.length) return null;
  // Two reports of one statement read alike: one line for both.
  const lines = [...new Set(found.map(flowLine))];
  return h("div", null, h("h3", { class: "meta" }, words(title)), h("ul", { class: "simple" }, lines.slice(0, 20).map((line) => h("li", null, h("div", null, line)))));
}

export function flowLine(flow: Flow): string {
  const ends = [flow.origin && words("from_place", { place: flow.origin }), flow.destination && words("to_place", { place: flow.destination })].filter(Boolean).join(" ");
  const how = flow.polarity === "negative" ? words("told_denied") : label("modality", flow.modality);
  return [`${cap(label("movement", flow.movement))} ${ends}`.trim(), flow.who, flow.low === null && flow.high === null ? words("number_not_told") : interval(flow), how, flow.said_by].filter(Boolean).join(" · ");
}
