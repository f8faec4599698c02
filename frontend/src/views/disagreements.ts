// Where the accounts part: one row, one disagreement, both quotes equally wide, in the order in which they were said.

import { address, get } from "../api.ts";
import type { App, View } from "../app.ts";
import * as dates from "../dates.ts";
import { h, on, put } from "../dom.ts";
import { relationSign, sideSign } from "../marks.ts";
import { documentPath, litWords, versus } from "../parting.ts";
import type { ClaimDetail, Disagreement, Disagreements, Stand } from "../types.ts";
import { label, labels, words } from "../words.ts";
import { arriving, segments } from "./common.ts";

const SEEN = "contested-seen";
const seen = (): Set<string> => new Set(JSON.parse(localStorage.getItem(SEEN) ?? "[]") as string[]);

/** `strong`, `weak` or `tension`. */
export const strength = (one: Pick<Disagreement, "tension" | "score">): string => (one.tension ? "tension" : one.score >= 0.75 ? "strong" : "weak");

export function disagreements(app: App): View {
  const list = h("ol", { class: "dis-list", id: "list", tabindex: -1 });
  const head = h("div");
  const el = h("div", { class: "page" }, head, list);
  let rows: Disagreement[] = [];
  let at = -1;
  let page = 1;
  let undo: string[] = [];

  const draw = (found: Disagreements): void => {
    rows = found.items;
    const marked = seen();
    const day = app.situation?.new_since ?? "9";
    const fresh = rows.filter((one) => (one.new ?? "") >= day).length;
    put(head, h("h1", null, words("disagreements_title")), h("div", { class: "bar" },
      h("span", { class: "meta" }, `${words("about")} `), segments(words("about"), [["", words("all")], ...["happened", "place", "time", "toll", "culprit", "control"].map((key) => [key, label("question", key)] as const)], app.state.about ?? "", (value) => app.set({ about: value || undefined })),
      segments(words("between"), [["", words("all")], ...labels("between").map((key) => [key, label("between", key)] as const)], app.state.between ?? "", (value) => app.set({ between: value || undefined })),
      h("span", { class: "meta" }, `${words("disagreements_n", { n: found.total })}${fresh ? ` · ${words("new_since", { n: fresh })}` : ""}`)));
    if (!rows.length) {
      put(list, h("li", null, h("p", null, `${words("no_disagreements")} ${words("all_single", { n: found.single_source })}`)));
      return;
    }
    const ordered = [...rows].sort((a, b) => Number(marked.has(a.id)) - Number(marked.has(b.id)));
    rows = ordered;
    put(list, ordered.map((one) => row(app, one, marked.has(one.id))), found.pages > 1 && page < found.pages ? h("li", null, h("button", { type: "button", class: "btn", click: on(() => { page += 1; load(); }) }, words("more"))) : null);
  };
  const load = (): void => arriving(app, list, () => get<Disagreements>(address("/disagreements", app.state, { about: app.state.about, between: app.state.between, limit: page * 40 }), app.signal), draw);
  const choose = (to: number): void => {
    at = Math.max(0, Math.min(rows.length - 1, to));
    [...list.children].forEach((node, i) => node.classList.toggle("on", i === at));
    list.children[at]?.scrollIntoView({ block: "nearest" });
  };
  load();
  return {
    el, update: () => { page = 1; load(); },
    key: (event) => {
      if (event.key === "j" || event.key === "k") { choose(at + (event.key === "j" ? 1 : -1)); return true; }
      const one = rows[at];
      if (event.key === "Enter" && one?.incidents[0] && !(event.target as Element).closest("a, button")) { app.go(app.href(`/incident/${one.incidents[0]}`)); return true; }
      if (event.key === "w" && one) { list.children[at]?.querySelector<HTMLAnchorElement>("footer a")?.click(); return true; }
      if ((event.key === "x" && one) || (event.key === "u" && undo.length)) {
        const all = seen();
        const id = event.key === "x" && one ? one.id : undo.pop() ?? "";
        if (event.key === "x") { all.add(id); undo.push(id); } else all.delete(id);
        localStorage.setItem(SEEN, JSON.stringify([...all].slice(-2000)));
        [...list.children].forEach((node) => { if ((node as HTMLElement).dataset.id === id) node.classList.toggle("seen", all.has(id)); });
        return true;
      }
      return false;
    },
  };
}

export function row(app: App, one: Disagreement, isSeen: boolean): HTMLLIElement {
  const [a, b] = [...one.positions].sort((x, y) => (x.first_said ?? "9").localeCompare(y.first_said ?? "9"));
  const how = strength(one);
  const relation = one.tension ? "in_tension" : one.positions.some((stand) => stand.stand === "denied") ? "denies" : "contradicts";
  const reason = one.reasons[0] ?? "";
  const where = one.within ? words("within_side", { side: app.sides.name(one.within) }) : label("between", one.between);
  return h("li", { class: isSeen ? "seen" : null, "data-id": one.id },
    h("div", { class: "top-line" }, relationSign(relation, reason), h("h2", null, one.incidents[0] ? h("a", { href: app.href(`/incident/${one.incidents[0]}`) }, one.question) : one.question), h("span", { class: "grow" }),
      h("span", { class: "meta" }, dates.span(one.from, one.to && one.from && one.to > one.from ? dates.add(one.to.slice(0, 10), -1) : one.from)), h("span", { class: "tag" }, where), h("span", { class: "tag" }, label("strength", how))),
    a && b ? versus(stand(app, a), stand(app, b), relation, reason) : null,
    h("p", { class: "why meta" }, dates.readable(reason), " ", a && b ? h("button", { type: "button", class: "btn plain", click: on(() => void navigator.clipboard.writeText(both(a, b)).then(() => app.toast(words("copied_both")))) }, words("copy_both")) : null));
}

const both = (a: Stand, b: Stand): string => [a, b].map((one) => `“${one.words[0] ?? ""}” (${one.speakers[0] ?? ""}, ${one.documents[0] ?? ""}, ${dates.say(one.first_said)})`).join("\n≠\n");

/** Whose words the first of a position are, and where they stand; positions name all their speakers together. */
async function teller(app: App, one: Stand): Promise<{ who: string; side: string | null; href: string } | null> {
  for (const id of one.claims.slice(0, 6)) {
    const found = await get<ClaimDetail>(address(`/claim/${id}`, { asof: app.state.asof }), app.signal);
    if (found.claim.words !== one.words[0]) continue;
    const [start, end] = found.whole.evidence;
    return { who: found.claim.speaker, side: found.claim.side, href: app.href(documentPath(found.claim.document, start, end)) };
  }
  return null;
}

const eye = new IntersectionObserver((seen_) => {
  for (const one of seen_) if (one.isIntersecting) { eye.unobserve(one.target); one.target.dispatchEvent(new Event("shown")); }
}, { rootMargin: "300px" });

function stand(app: App, one: Stand): HTMLElement {
  const node = standing(app, one, one.speakers.length === 1 ? { who: one.speakers[0] ?? "", side: one.sides[0] ?? null } : null);
  node.addEventListener("shown", () => {
    void teller(app, one).then((found) => { if (found) node.replaceWith(standing(app, one, found)); }).catch(() => undefined);
  }, { once: true });
  eye.observe(node);
  return node;
}

function standing(app: App, one: Stand, who: { who: string; side: string | null; href?: string } | null): HTMLElement {
  const rest = new Set(one.claims).size - 1;
  return h("blockquote", null, h("div", null, h("b", { class: "meta" }, dates.readable(one.stand)), h("p", { class: "said", dir: "auto" }, "“", litWords(one.words[0] ?? "", ""), "”")),
    h("footer", { class: "meta" }, who ? [sideSign(app.sides.letter(who.side), app.sides.name(who.side)), h("b", null, who.who)] : h("b", null, one.speakers.slice(0, 2).join(", ")), one.first_said ? words("said", { day: dates.say(one.first_said) }) : "",
      one.documents[0] ? h("a", { href: who?.href ?? app.href(documentPath(one.documents[0])) }, words("the_words")) : null, rest > 0 ? words("more_like", { n: rest }) : ""));
}
