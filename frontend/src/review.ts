// Right or wrong: a person says whether the words say what was read. Kept at once; undone for as long as one likes.

import { get, post } from "./api.ts";
import type { App } from "./app.ts";
import * as dates from "./dates.ts";
import { h, on, put } from "./dom.ts";
import type { Review } from "./types.ts";
import { words } from "./words.ts";

const NAME = "contested-by";
const known = new Map<string, Review | null>(); // what this page kept, until the record is read anew

export const reviewer = (): string => localStorage.getItem(NAME) ?? "";
export const setReviewer = (name: string): void => localStorage.setItem(NAME, name.trim().slice(0, 80));

interface Kept { decision: number; verdict: string | null; at: string }

async function keep(claim: string, verdict: "right" | "wrong"): Promise<Review> {
  const made = await post<Kept>("/api/v1/reviews", { claim, verdict, ...(reviewer() ? { by: reviewer() } : {}) });
  return { decision: made.decision, verdict, at: made.at, by: reviewer() || null, note: null };
}

const undo = (review: Review): Promise<Kept> => post<Kept>(`/api/v1/reviews/${review.decision}/undo`, reviewer() ? { by: reviewer() } : {});

/** Two buttons, or what was said and a way back. `changed` is told after each. */
export class ReviewControl {
  readonly el = h("p", { class: "acts rev", role: "group", "aria-label": words("review_group") });
  private busy = false;

  constructor(private readonly app: App, private readonly claim: string, private review: Review | null, private readonly changed: (review: Review | null) => void = () => undefined) {
    if (known.has(claim)) this.review = known.get(claim) ?? null;
    this.draw();
  }

  get said(): Review | null {
    return this.review;
  }

  right(): void { void this.take("right"); }
  wrong(): void { void this.take("wrong"); }
  undo(): void {
    const { review } = this;
    if (review) this.run(() => undo(review).then(() => null));
  }

  private take(verdict: "right" | "wrong"): void {
    const { review } = this;
    if (review?.verdict === verdict) return;
    this.run(() => keep(this.claim, verdict));
  }

  private run(act: () => Promise<Review | null>): void {
    if (this.busy) return;
    this.busy = true;
    void act().then((made) => {
      this.review = made;
      known.set(this.claim, made);
      this.changed(made);
    }).catch((fault: unknown) => this.app.fail(fault, () => this.run(act))).finally(() => {
      this.busy = false;
      this.draw();
    });
  }

  private draw(): void {
    const held = this.el.contains(document.activeElement);
    const button = (verdict: "right" | "wrong", key: string): HTMLElement => h("button", { type: "button", class: "btn", "data-verdict": verdict, "aria-pressed": this.review?.verdict === verdict ? "true" : "false", title: words(`${verdict}_tip`), click: on(() => void this.take(verdict)) }, words(verdict), h("kbd", null, key));
    put(this.el, button("right", "Y"), button("wrong", "N"), this.review ? [h("button", { type: "button", class: "btn plain", "data-undo": "", click: on(() => this.undo()) }, words("undo"), h("kbd", null, "U")), h("span", { class: "meta", role: "status" }, reviewWords(this.review))] : null);
    if (held) this.el.querySelector<HTMLElement>(this.review ? "[data-undo]" : "button")?.focus();
  }
}

/** `found wrong, 14 Oct 2022, Ada`. */
export function reviewWords(review: Review): string {
  return [words(`found_${review.verdict}`), review.at ? dates.say(review.at.slice(0, 10)) : "", review.by ?? ""].filter(Boolean).join(", ");
}

/** Whether the server keeps reviews at all; asked once. */
let asked: Promise<boolean> | null = null;
export function writes(): Promise<boolean> {
  asked ??= get<{ writes: boolean }>("/api/v1/queue?limit=1").then((found) => found.writes).catch(() => { asked = null; return false; });
  return asked;
}
