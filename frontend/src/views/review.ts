// The queue: readings that are unsure and on which much rests, one after the other, with the words they were read from.

import { address, get } from "../api.ts";
import type { App, View } from "../app.ts";
import * as dates from "../dates.ts";
import { h, on, put } from "../dom.ts";
import { mark, sideSign } from "../marks.ts";
import { context } from "../offsets.ts";
import { documentPath } from "../parting.ts";
import { ReviewControl, reviewer, setReviewer, reviewWords } from "../review.ts";
import type { ClaimDetail, DocumentDetail, Doubt, Paged, Reviewed } from "../types.ts";
import { cap, label, num, words } from "../words.ts";
import { arriving, readAs, whyClaim } from "./common.ts";

const MOST = 40;
type Queue = Paged<Doubt> & { writes: boolean };

export function review(app: App): View {
  const head = h("div");
  const list = h("ol", { class: "dis-list queue", id: "list", tabindex: -1 });
  const done = h("section");
  const el = h("div", { class: "page" }, head, list, done);
  let rows: Doubt[] = [];
  let controls: ReviewControl[] = [];
  let at = -1;
  let pages = 1;

  const choose = (to: number, scroll = true): void => {
    at = Math.max(0, Math.min(rows.length - 1, to));
    [...list.children].forEach((node, i) => node.classList.toggle("on", i === at));
    if (scroll) list.children[at]?.scrollIntoView({ block: "nearest" });
  };
  const draw = (found: Queue): void => {
    rows = found.items;
    const name = h("input", { id: "reviewer", type: "text", autocomplete: "off", maxlength: 80, value: reviewer(), placeholder: words("your_name_hint"), change: on((e) => setReviewer((e.target as HTMLInputElement).value)) });
    put(head, h("h1", null, words("queue_title")), h("p", { class: "facts" }, words("queue_note")),
      found.writes ? h("div", { class: "bar" }, h("label", { class: "meta", for: "reviewer" }, words("your_name")), h("span", { class: "short" }, name), h("span", { class: "meta" }, words("queue_n", { n: found.total }))) : h("p", { class: "meta" }, words("no_writes")));
    controls = [];
    put(list, rows.length ? rows.map((one, i) => row(one, i, found.writes)) : h("li", null, h("p", null, words("queue_empty"))),
      found.total > rows.length ? h("li", { class: "bare" }, h("button", { type: "button", class: "btn", click: on(() => { pages += 1; load(); }) }, words("more"))) : null);
  };
  const row = (one: Doubt, i: number, writes: boolean): HTMLElement => {
    const text = h("p", { class: "said", dir: "auto" }, `“${one.words}”`);
    const node = h("li", { "data-id": one.id, click: on((e) => { if (!(e.target as Element).closest("a, button, input")) choose(i, false); }) });
    const control = new ReviewControl(app, one.id, null, (said) => {
      node.classList.toggle("seen", said !== null);
      node.classList.toggle("struck", said?.verdict === "wrong");
    });
    controls[i] = control;
    put(node, h("div", { class: "top-line" }, mark(one.group, "corroborated", 16), h("h2", null, cap(label("kind", one.kind))), h("span", { class: "meta" }, readAs(one)), h("span", { class: "grow" }), h("span", { class: "tag" }, words("read_by_machine", { p: one.confidence.toFixed(2) }))),
      text, h("p", { class: "meta" }, sideSign(app.sides.letter(one.side), app.sides.name(one.side)), ` ${words("said_by", { who: one.speaker })} · `, h("a", { href: app.href(`${documentPath(one.document)}#claim=${encodeURIComponent(one.id)}`), "data-words": "" }, [one.outlet, dates.say(one.published)].filter(Boolean).join(", ") || words("document")), one.incident ? [" · ", h("a", { href: app.href(`/incident/${one.incident}`) }, words("open_incident"))] : null),
      h("p", { class: "why meta" }, one.because.join(" ") || words("little_rests")),
      writes ? control.el : null);
    node.addEventListener("shown", () => void lit(app, one).then((parts) => { if (parts) put(text, "“", h("span", { class: "dim" }, parts.before), h("mark", null, parts.lit), h("span", { class: "dim" }, parts.after), "”"); }).catch(() => undefined), { once: true });
    eye.observe(node);
    return node;
  };
  const kept = (found: Paged<Reviewed>): void => {
    put(done, found.total ? [h("h2", null, words("reviewed_title"), h("span", { class: "meta" }, num(found.total))), h("ul", { class: "simple panel" }, found.items.map((one) => {
      const control = new ReviewControl(app, one.claim.id, one);
      return h("li", null, h("div", null, h("b", null, cap(label("kind", one.claim.kind))), h("p", { class: "said", dir: "auto" }, `“${one.claim.words}”`), h("p", { class: "meta" }, `${reviewWords(one)} · `, h("a", { href: app.href(`${documentPath(one.claim.document)}#claim=${encodeURIComponent(one.claim.id)}`) }, words("the_words"))), control.el));
    }))] : null);
  };
  const load = (): void => {
    arriving(app, list, () => get<Queue>(address("/queue", { asof: app.state.asof }, { limit: MOST * pages }), app.signal), draw);
    void get<Paged<Reviewed>>(address("/reviews", { asof: app.state.asof }, { limit: MOST }), app.signal).then(kept).catch(() => undefined);
  };
  load();
  return {
    el, update: () => { pages = 1; load(); },
    key: (event) => {
      if (event.key === "j" || event.key === "k") { choose(at + (event.key === "j" ? 1 : -1)); return true; }
      const [one, control] = [rows[at], controls[at]];
      if (!one || !control) return false;
      if (event.key === "y") { control.right(); choose(at + 1); return true; }
      if (event.key === "n") { control.wrong(); choose(at + 1); return true; }
      if (event.key === "u") { (control.said ? control : controls[at - 1])?.undo(); return true; }
      if (event.key === "w" || event.key === "Enter") { if (event.key === "Enter" && (event.target as Element).closest("a, button")) return false; list.children[at]?.querySelector<HTMLAnchorElement>("[data-words]")?.click(); return true; }
      if (event.key === "e") { void whyClaim(app, one.id).catch((fault: unknown) => app.fail(fault, () => undefined)); return true; }
      return false;
    },
  };
}

/** The very words that the claim stands on, lit within their sentence. */
async function lit(app: App, one: Doubt): Promise<{ before: string; lit: string; after: string } | null> {
  const [claim, document_] = await Promise.all([
    get<ClaimDetail>(address(`/claim/${encodeURIComponent(one.id)}`, { asof: app.state.asof }), app.signal),
    get<DocumentDetail>(address(`/document/${encodeURIComponent(one.document)}`, { asof: app.state.asof }), app.signal),
  ]);
  const [start, end] = claim.whole.trigger ?? claim.whole.evidence;
  const [first, last] = claim.whole.evidence;
  return context(document_.pieces, start, end, Math.max(start - first, last - end, 60));
}

const eye = new IntersectionObserver((seen) => {
  for (const one of seen) if (one.isIntersecting) { eye.unobserve(one.target); one.target.dispatchEvent(new Event("shown")); }
}, { rootMargin: "300px" });
