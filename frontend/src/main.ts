// The application: one address, one view. Links are ordinary links; here they change the view without a new page.

import { Failure, get, setToken, stream } from "./api.ts";
import { link, Sides, type App, type Maker, type Route, type View } from "./app.ts";
import * as dates from "./dates.ts";
import { h, on, put, s, typing } from "./dom.ts";
import { FilterBar } from "./filters.ts";
import { addressOf, routeOf, ROOT, STILL } from "./root.ts";
import { change, format, parse, type State } from "./state.ts";
import type { Situation } from "./types.ts";
import { label, words } from "./words.ts";
import { dialog } from "./views/common.ts";

const VIEWS: Record<string, () => Promise<Maker>> = {
  situation: async () => (await import("./views/situation.ts")).situation,
  incident: async () => (await import("./views/incident.ts")).incident,
  document: async () => (await import("./views/document.ts")).documentView,
  disagreements: async () => (await import("./views/disagreements.ts")).disagreements,
  place: async () => (await import("./views/place.ts")).place,
  control: async () => (await import("./views/control.ts")).control,
  movement: async () => (await import("./views/movement.ts")).movement,
  speakers: async () => (await import("./views/speakers.ts")).speakers,
  speaker: async () => (await import("./views/speakers.ts")).speaker,
  sources: async () => (await import("./views/sources.ts")).sources,
  review: async () => (await import("./views/review.ts")).review,
  sitrep: async () => (await import("./views/sitrep.ts")).sitrep,
  search: async () => (await import("./views/search.ts")).search,
};
const BAR = ["situation", "control", "movement", "disagreements", "speakers", "sources", "review", "search"];
const FILTERED = new Set(["situation", "disagreements", "movement", "sitrep"]);
const LISTED = new Set(["situation", "disagreements", "control", "movement", "speakers", "speaker", "sources", "review", "search"]);
const UNTITLED = new Set(["situation", "control"]); // a map fills them; their heading is for those who hear the page
const parents: Record<string, string> = { speaker: "speakers", incident: "situation", document: "situation", place: "situation", sitrep: "situation" };

const path = (name: string): string => (name === "situation" ? "/" : `/${name}`);

const route = (): Route => routeOf(location.pathname, location.search);

class Pages implements App {
  route: Route = route();
  state: State = parse(location.search);
  sides = new Sides();
  situation: Situation | null = null;
  signal = new AbortController().signal;
  private abort = new AbortController();
  private view: View | null = null;
  private shown = "";
  private readonly host = h("main", { id: "main", tabindex: -1 });
  private readonly top = h("header", { class: "top" });
  private readonly failure = h("div", { class: "fail", role: "alert", hidden: true });
  private readonly skip = h("a", { class: "skip", href: "#main" });
  private readonly bar: FilterBar;

  constructor(private readonly root: HTMLElement) {
    this.bar = new FilterBar(this, () => (this.view as (View & { picture?: () => Promise<Blob> | null }) | null)?.picture?.() ?? null);
    put(root, this.skip, this.top, this.bar.el, this.failure, this.host);
    addEventListener("popstate", () => this.arrive());
    document.addEventListener("click", (event) => this.click(event));
    document.addEventListener("keydown", (event) => this.keys(event));
    document.addEventListener("weighing", () => this.say(words("weighing")));
    theme(localStorage.getItem("contested-theme"));
  }

  async start(): Promise<void> {
    this.drawTop();
    try {
      this.situation = await get<Situation>("/api/v1/situation");
      this.sides = new Sides(this.situation.sides);
      this.failure.hidden = true;
    } catch (fault) {
      this.fail(fault, () => void this.start());
      return;
    }
    await this.arrive();
    this.listen();
  }

  href(where: string, some: State = {}): string {
    return link(this.state, where, some);
  }

  set(some: State, replace = false): void {
    const next = change(this.state, some);
    const query = format(next);
    if (query === format(this.state)) return;
    this.state = next;
    history[replace ? "replaceState" : "pushState"](null, "", STILL ? addressOf(`/${this.route.name === "situation" ? "" : `${this.route.name}/${encodeURIComponent(this.route.id)}`}`, query) : `${location.pathname}${query ? `?${query}` : ""}`);
    this.drawTop();
    this.bar.draw();
    if (this.view?.update) this.view.update();
    else void this.show();
  }

  go(href: string): void {
    history.pushState(null, "", href);
    void this.arrive();
  }

  fail(fault: unknown, again: () => void): void {
    if (fault instanceof DOMException && fault.name === "AbortError") return;
    const known = fault instanceof Failure ? fault : null;
    if (!known) console.error(fault);
    if (known?.kind === "token") { this.askToken(); return; }
    const told = known?.message ? `${known.message} ${known.remedy}` : `${words("failed")} ${words("failed_do")}`;
    this.say(told, h("button", { type: "button", class: "btn", click: on(() => { this.failure.hidden = true; again(); }) }, words("try_again")));
    document.dispatchEvent(new CustomEvent("busy", { detail: false }));
  }

  toast(text: string, ...more: Node[]): void {
    document.querySelector(".toast")?.remove();
    const box = h("div", { class: "toast", role: "status" }, text, more);
    document.body.append(box);
    if (!more.length) setTimeout(() => box.remove(), 2500);
  }

  tell(found: { incidents: number; claims: number; documents: number } | null): void {
    this.failure.hidden = true;
    this.bar.tell(found);
  }

  title(text: string): void {
    document.title = text ? `${text} · ${words("title")}` : words("title");
  }

  private say(text: string, ...more: Node[]): void {
    put(this.failure, text, more);
    this.failure.hidden = false;
  }

  private askToken(): void {
    const box = h("input", { type: "password", "aria-label": words("token_label"), autocomplete: "off" });
    this.say(words("token_needed"), box, h("button", { type: "button", class: "btn", click: on(() => { setToken(box.value.trim()); void this.start(); }) }, words("enter")));
  }

  private async arrive(): Promise<void> {
    const before = this.shown;
    this.route = route();
    this.state = parse(location.search);
    this.drawTop();
    this.bar.draw();
    if (`${this.route.name}/${this.route.id}` === before && this.view?.update) this.view.update();
    else await this.show();
  }

  private async show(): Promise<void> {
    this.abort.abort();
    this.abort = new AbortController();
    const { signal } = this.abort;
    this.signal = signal;
    this.shown = `${this.route.name}/${this.route.id}`;
    const open = VIEWS[this.route.name];
    if (!open) {
      this.swap({ el: h("div", { class: "page" }, h("h1", null, words("not_found")), h("p", null, h("a", { href: this.href("/") }, words("to_situation")))) });
      return;
    }
    try {
      const make = await open();
      const view = await make(this);
      if (!signal.aborted) this.swap(view);
      else view.destroy?.();
    } catch (fault) {
      if (!signal.aborted) this.fail(fault, () => void this.show());
    }
  }

  private swap(view: View): void {
    this.view?.destroy?.();
    this.view = view;
    this.tell(null);
    this.bar.el.hidden = !FILTERED.has(this.route.name);
    document.body.classList.toggle("fixed", Boolean(view.fixed));
    document.body.classList.toggle("ctlpage", this.route.name === "control");
    this.title(view.title ?? label("view", this.route.name));
    const listed = LISTED.has(this.route.name);
    put(this.skip, words(listed ? "skip_list" : "skip_main"));
    this.skip.setAttribute("href", listed ? "#list" : "#main");
    put(this.host, UNTITLED.has(this.route.name) ? h("h1", { class: "vh" }, label("view", this.route.name)) : null, view.el);
    this.bar.close();
    if (!location.hash) scrollTo(0, 0);
    if (view.update && this.route.name === "situation") this.tell(this.situation && !format(this.state) ? this.situation : null);
  }

  private drawTop(): void {
    const { state, situation } = this;
    const chosen = parents[this.route.name] ?? this.route.name;
    const today = dates.today();
    const day = state.asof ?? today;
    const go = (to: string): EventListener => on(() => this.set({ asof: to >= today ? undefined : to }));
    // One day back from the present is the day before the last report: the days since tell nothing new.
    const last = situation?.as_of?.slice(0, 10) ?? today;
    put(this.top,
      h("a", { class: "word", href: this.href("/") }, s("svg", { width: 22, height: 22, viewBox: "0 0 22 22", "aria-hidden": "true" }, s("path", { d: "M3 7.5H19M3 14.5H19", class: "s-ink", "stroke-width": 2.4 }), s("path", { d: "M15.5 2L6.5 20", class: "s-dispute", "stroke-width": 2.4 })), words("title")),
      h("nav", { class: "nav", "aria-label": words("views") }, BAR.filter((name) => !STILL || name !== "review").map((name) => h("a", { href: this.href(path(name)), "aria-current": name === chosen ? "page" : null }, label("view", name), name === "disagreements" && situation?.disagreements ? h("span", { class: "count" }, situation.disagreements) : null))),
      h("span", { class: "grow" }),
      STILL ? h("div", { class: "asof" }, h("span", { class: "fixed" }, `${words("as_known_on")} `, h("b", null, dates.say(situation?.as_of)))) : h("div", { class: state.asof ? "asof past" : "asof", role: "group", "aria-label": words("choose_day") },
        h("button", { type: "button", click: on(() => this.chooseDay()) }, h("span", { class: "opt" }, `${words("as_known_on")} `), h("b", null, state.asof ? dates.say(day) : words("today_word"))),
        h("button", { type: "button", class: "step", title: words("day_earlier"), "aria-label": words("day_earlier"), click: go(dates.add(state.asof ?? last, -1)) }, "‹"),
        state.asof ? [h("button", { type: "button", class: "step", title: words("day_later"), "aria-label": words("day_later"), click: on(() => { const next = dates.add(day, 1); this.set({ asof: next >= last ? undefined : next }); }) }, "›"), h("button", { type: "button", click: go(today) }, words("go_today"))] : null),
      h("div", { class: "seg theme", role: "group", "aria-label": words("theme") }, ["light", "dark"].map((name) => h("button", { type: "button", "aria-pressed": isDark() === (name === "dark") ? "true" : "false", click: on(() => { theme(name); this.drawTop(); }) }, words(name)))));
  }

  private chooseDay(): void {
    const last = this.situation?.as_of?.slice(0, 10) ?? dates.today();
    const box = h("input", { type: "date", value: this.state.asof ?? last, max: dates.today(), "aria-label": words("choose_day") });
    const apply = (): void => { if (dates.valid(box.value)) this.set({ asof: box.value >= dates.today() ? undefined : box.value }); };
    dialog(words("choose_day"), h("p", { class: "meta" }, words("asof_tip")), h("p", null, box), h("p", null, h("button", { type: "button", class: "btn", click: on(() => { apply(); box.closest("dialog")?.close(); }) }, words("apply"))));
  }

  private click(event: MouseEvent): void {
    const anchor = (event.target as Element).closest("a");
    if (!anchor || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || anchor.target || anchor.hasAttribute("download")) return;
    const to = new URL(anchor.href, location.href);
    if (to.origin !== location.origin || /^(api|data|record)\/|\.\w+$/.test(to.pathname.slice(ROOT.length))) return;
    if (anchor.getAttribute("href")?.startsWith("#")) return;
    event.preventDefault();
    this.go(to.pathname + to.search + to.hash);
    this.host.focus({ preventScroll: true });
  }

  private keys(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.key === "Escape") {
      if (this.bar.close() || this.view?.key?.(event)) event.preventDefault();
      return;
    }
    if (typing(event.target) || (localStorage.getItem("contested-keys") === "off" && event.key.length === 1)) return;
    const own: Record<string, () => void> = {
      "/": () => (FILTERED.has(this.route.name) ? this.bar.toggle() : this.go(this.href("/search"))), "?": () => this.help(), ...(STILL ? {} : { a: () => this.chooseDay(), "[": () => this.shift(-1), "]": () => this.shift(1) }),
    };
    const lower = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const plain = lower === event.key ? event : new Proxy(event, { get: (target, name) => (name === "key" ? lower : Reflect.get(target, name))});
    if (this.view?.key?.(plain)) event.preventDefault();
    else if (own[event.key]) { event.preventDefault(); own[event.key]?.(); }
  }

  private shift(by: number): void {
    const last = this.situation?.as_of?.slice(0, 10) ?? dates.today();
    const next = dates.add(this.state.asof ?? last, by);
    this.set({ asof: next >= last ? undefined : next });
  }

  private help(): void {
    const rows: [string, string][] = [["/", "key_filter"], ["J  K", "key_move"], ["Enter", "key_open"], ["W", "key_words"], ["E", "key_why"], ["Y  N  U", "key_review"], ["A", "key_asof"], ["M  T  L", "key_go"], ["[  ]", "key_days"], ["?", "key_all"], ["Esc", "key_close"]];
    dialog(words("keys_title"), h("dl", null, rows.map(([key, text]) => [h("dt", null, h("kbd", null, key)), h("dd", null, words(text))])),
      h("p", null, h("label", null, h("input", { type: "checkbox", checked: localStorage.getItem("contested-keys") !== "off", change: on((e) => localStorage.setItem("contested-keys", (e.target as HTMLInputElement).checked ? "on" : "off")) }), " ", words("single_keys"))));
  }

  /** News is let in by hand. */
  private listen(): void {
    const source = stream();
    if (!source) return;
    source.addEventListener("claims", (event) => {
      const told = JSON.parse((event as MessageEvent<string>).data) as { state: string; new_claims: number | null };
      if (!this.situation || told.state === this.situation.state) return;
      const text = told.new_claims ? words("new_claims", { n: told.new_claims }) : words("record_changed");
      this.toast(text, h("button", { type: "button", click: on(() => { document.querySelector(".toast")?.remove(); source.close(); void this.start(); void this.show(); }) }, words("let_in")));
    });
    addEventListener("pagehide", () => source.close(), { once: true });
  }
}

function isDark(): boolean {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function theme(name: string | null): void {
  if (name !== "light" && name !== "dark") return;
  document.documentElement.dataset.theme = name;
  localStorage.setItem("contested-theme", name);
  document.dispatchEvent(new CustomEvent("themechange"));
}

void new Pages(document.getElementById("app") as HTMLElement).start();
