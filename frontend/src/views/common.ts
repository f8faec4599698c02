// Pieces that several views share.

import { address, get } from "../api.ts";
import type { App } from "../app.ts";
import * as dates from "../dates.ts";
import { h, on, put, type Child } from "../dom.ts";
import { mark, sideSign, statusWords } from "../marks.ts";
import { FILTERS, type Key } from "../state.ts";
import { interval } from "../toll.ts";
import type { ClaimDetail, ClaimRow, Incident, Situation } from "../types.ts";
import { label, num, words } from "../words.ts";

/** What a filter is set to, in words. */
export function said(app: App, key: Key): string {
  const value = app.state[key] ?? "";
  if (key === "kind") return value.split(",").map((one) => label("kind", one)).join(", ");
  if (key === "status") return value.split(",").map((one) => label("status", one)).join(", ");
  if (key === "side") return value.split(",").map((one) => app.sides.name(one)).join(", ");
  if (key === "from" || key === "to") return dates.say(value);
  if (key === "box" || key === "area") return words("as_drawn");
  if (key === "q") return `“${value}”`;
  return value;
}

/** Why nothing is on the screen, and which filter to lift. */
export function emptyNote(app: App, numbers: Situation): HTMLElement {
  if (!numbers.whole.documents && !numbers.whole.claims) {
    return h("div", { class: "note" }, h("h2", null, words("nothing_yet")), h("p", null, words("nothing_yet_how"), " ", h("code", null, words("nothing_yet_command"))));
  }
  const given = FILTERS.filter((key) => app.state[key]);
  if (!given.length) return h("div", { class: "note" }, h("h2", null, words("nothing_told")), h("p", null, words("no_incident_read", { documents: numbers.whole.documents })));
  const days = app.state.from || app.state.to ? [`${label("filter", "days").toLowerCase()} ${dates.span(app.state.from ?? null, app.state.to ?? null)}`] : [];
  const what = [...given.filter((key) => key !== "from" && key !== "to").map((key) => `${label("filter", key).toLowerCase()} ${said(app, key)}`), ...days].join(", ");
  return h("div", { class: "note" }, h("h2", null, words("no_incidents", { what })),
    h("p", null, Object.entries(numbers.blame).filter(([, n]) => n > 0).map(([key, n]) => [words("without", { name: label("filter", key).toLowerCase(), n }), " "])),
    h("p", { class: "acts" }, [...new Set(given.map((key) => (key === "from" || key === "to" ? "days" : key)))].map((key) => h("button", { type: "button", class: "btn", click: on(() => app.set(key === "days" ? { from: undefined, to: undefined } : { [key]: undefined })) }, words("lift", { name: label("filter", key).toLowerCase() })))));
}

/** A small window with sentences. */
export function dialog(title: string, ...body: Child[]): void {
  const box = h("dialog", { "aria-label": title }, h("h2", null, title), body, h("form", { method: "dialog" }, h("button", { class: "btn" }, words("close"))));
  box.addEventListener("close", () => box.remove());
  box.addEventListener("click", (event) => { if (event.target === box) box.close(); });
  document.body.append(box);
  box.showModal();
}

export function why(title: string, because: readonly string[], more = ""): void {
  dialog(title, h("ul", null, because.map((one) => h("li", null, one))), more ? h("p", { class: "meta" }, more) : null);
}

/** Which rule or model made a claim, and what lost. */
export async function whyClaim(app: App, id: string): Promise<void> {
  const found = await get<ClaimDetail>(address(`/claim/${id}`, { asof: app.state.asof }));
  const { because } = found;
  dialog(label("kind", found.claim.kind),
    h("p", { class: "said" }, `“${found.claim.words}”`),
    h("dl", null,
      h("dt", null, words("rule_word")), h("dd", null, because.rule), because.trigger ? [h("dt", null, words("trigger_word")), h("dd", null, because.trigger)] : null,
      because.model ? [h("dt", null, words("model_word")), h("dd", null, because.model)] : null,
      h("dt", null, words("sure_word")), h("dd", null, words("read_by_machine", { p: found.claim.confidence.toFixed(2) })),
      because.notes.length ? [h("dt", null, words("notes_word")), h("dd", null, because.notes.join("; "))] : null,
      found.alternatives.length ? [h("dt", null, words("places_lost")), h("dd", null, found.alternatives.filter((one) => !one.taken).map((one) => `${one.name}${one.country ? ` (${one.country})` : ""}`).slice(0, 5).join(", ") || words("none_word"))] : null));
}

/** What was read, in a line: how it is told, where, when, how many. */
export function readAs(claim: ClaimRow): string {
  const how = [claim.stance !== "asserted" ? label("stance", claim.stance) : "", claim.modality !== "actual" ? label("modality", claim.modality) : "", claim.polarity === "negative" && claim.stance !== "denied" ? words("not_so") : ""];
  const counts = claim.counts.map((one) => `${label("count", one.of)}${one.low === null && one.high === null ? "" : ` ${interval({ low: one.low, high: one.high })}`}`);
  return [...how, claim.where, claim.when, ...counts].filter((text) => text && !/not told/.test(text)).join(" · ");
}

export function sideName(app: App, side: string | null): HTMLElement {
  return h("span", { class: "sidename" }, sideSign(app.sides.letter(side)), ` ${app.sides.name(side)}`);
}

/** One incident as a line of a list. */
export function incidentLine(app: App, item: Incident): HTMLLIElement {
  return h("li", null, mark(item.group, item.status), h("div", null,
    h("a", { href: app.href(`/incident/${item.id}`) }, item.title), h("p", { class: "sl" }, statusWords(item.status), h("span", { class: "meta" }, [item.when, words("claims", { n: item.claims.length }), ...item.tolls.slice(0, 1).map((one) => one.words)].join(" · ")))));
}

/** Buttons of which one is chosen. */
export function segments(name: string, options: readonly (readonly [string, string])[], chosen: string, pick: (value: string) => void): HTMLElement {
  return h("div", { class: "seg", role: "group", "aria-label": name }, options.map(([value, text]) =>
    h("button", { type: "button", "aria-pressed": value === chosen ? "true" : "false", click: on(() => pick(value)) }, text)));
}

/** A view whose content arrives later: it says so, and says what went wrong. */
export function arriving<T>(app: App, host: HTMLElement, load: () => Promise<T>, draw: (found: T) => void): void {
  const timer = setTimeout(() => { if (!host.childElementCount) put(host, h("p", { class: "note meta" }, `${words("loading")} …`)); }, 1000);
  load().then((found) => { clearTimeout(timer); draw(found); }).catch((fault: unknown) => {
    clearTimeout(timer);
    if (app.signal.aborted) return;
    put(host);
    app.fail(fault, () => arriving(app, host, load, draw));
  });
}

export const more = (n: number, most: number): string => (n > most ? words("and_more", { n: n - most }) : "");
export const shareWords = (shares: Record<string, number>, name: (id: string) => string): string =>
  Object.entries(shares).sort((a, b) => b[1] - a[1]).filter(([, p]) => p >= 0.005).map(([id, p]) => `${name(id)} ${num(Math.round(p * 100))} %`).join(", ");
