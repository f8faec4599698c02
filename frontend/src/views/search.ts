// Search over originals and claims, places and speakers. The words found are lit.

import { address, get } from "../api.ts";
import type { App, View } from "../app.ts";
import * as dates from "../dates.ts";
import { h, on, put, type Child } from "../dom.ts";
import { documentPath } from "../parting.ts";
import type { Found, Hit } from "../types.ts";
import { label, num, words } from "../words.ts";
import { arriving } from "./common.ts";

const KINDS = ["claims", "documents", "places", "speakers"];

/** A snippet with what stands between « and » lit. */
export function snippet(text: string): Child[] {
  return text.split(/(«[^»]*»)/).filter(Boolean).map((part) => (part.startsWith("«") && part.endsWith("»") ? h("mark", null, part.slice(1, -1)) : part));
}

export function search(app: App): View {
  const field = h("input", { type: "search", name: "q", placeholder: words("search_hint"), "aria-label": words("search_title"), value: app.state.q ?? "", autocomplete: "off" });
  const tabs = h("div", { class: "bar" });
  const list = h("ol", { class: "hits", id: "list", tabindex: -1 });
  const el = h("div", { class: "page" }, h("h1", null, words("search_title")), h("form", { class: "searchbox", role: "search", submit: on((e) => { e.preventDefault(); app.set({ q: field.value || undefined }); }) }, field, h("button", { class: "btn" }, words("search_title"))), tabs, list);
  let page = 1;
  const load = (): void => {
    const q = app.state.q ?? "";
    if (field.value !== q && document.activeElement !== field) field.value = q;
    if (!q.trim()) {
      put(tabs);
      put(list, h("li", { class: "meta" }, words("search_start")));
      return;
    }
    arriving(app, list, () => get<Found>(address("/search", { asof: app.state.asof }, { q, in: app.state.in, limit: 50 * page }), app.signal), (found) => {
      put(tabs, h("div", { class: "seg", role: "group", "aria-label": words("search_title") }, KINDS.map((kind) => h("button", { type: "button", "aria-pressed": (app.state.in ?? "claims") === kind ? "true" : "false", click: on(() => app.set({ in: kind === "claims" ? undefined : kind })) }, `${label("in", kind)} ${num(found.counts[kind] ?? 0)}`))));
      if (!found.items.length) {
        put(list, h("li", null, h("p", null, words("search_none", { q })), found.suggestions.length ? h("p", null, `${words("did_you_mean")} `, found.suggestions.map((name, i) => [i ? ", " : "", h("a", { href: app.href("/search", { q: name }) }, name)]), "?") : null));
        return;
      }
      const shown = found.items.filter((hit, i) => hit.kind !== "claim" || !found.items.slice(0, i).some((one) => one.document === hit.document && one.snippet === hit.snippet));
      put(list, shown.map((hit) => h("li", null, line(app, hit))), found.total > found.items.length ? h("li", null, h("button", { type: "button", class: "btn", click: on(() => { page += 1; load(); }) }, words("more"))) : null);
    });
  };
  let timer = 0;
  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(() => { page = 1; app.set({ q: field.value || undefined }, true); }, 150) as unknown as number; });
  load();
  setTimeout(() => field.focus(), 0);
  return { el, update: load, destroy: () => clearTimeout(timer), key: (event) => { if (event.key === "/") { field.focus(); return true; } return false; } };
}

function line(app: App, hit: Hit): Child {
  const about = [hit.outlet, dates.say(hit.published)].filter(Boolean).join(", ");
  if (hit.kind === "place") return h("h3", null, h("a", { href: app.href(`/place/${encodeURIComponent(hit.id)}`, { q: undefined }) }, hit.title ?? hit.id), h("span", { class: "meta" }, ` ${hit.snippet}`));
  if (hit.kind === "speaker") return h("h3", null, h("a", { href: app.href(`/speaker/${encodeURIComponent(hit.id)}`, { q: undefined }) }, hit.title ?? hit.id), h("span", { class: "meta" }, ` ${about}`));
  const to = hit.document ? app.href(`${documentPath(hit.document)}${hit.kind === "claim" ? `#claim=${encodeURIComponent(hit.id)}` : ""}`, { q: undefined }) : null;
  // What was searched ends with who says it; that is no part of the words.
  const said = hit.kind === "claim" && hit.outlet && hit.snippet.endsWith(` ${hit.outlet}`) ? hit.snippet.slice(0, -hit.outlet.length - 1) : hit.snippet;
  return [hit.title ? h("h3", null, h("a", { href: to ?? "" }, hit.title)) : null, h("p", { class: "said", dir: "auto" }, "“", snippet(said), "”"),
    h("p", { class: "meta" }, about, hit.incident ? [" · ", h("a", { href: app.href(`/incident/${hit.incident}`, { q: undefined }) }, words("open_incident"))] : null, to && !hit.title ? [" · ", h("a", { href: to }, words("the_words"))] : null)];
}
