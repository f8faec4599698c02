// The two accounts of an incident that part, for the list and for headings.

import * as dates from "./dates.ts";
import { h, type Child } from "./dom.ts";
import { bigSign, sideSign } from "./marks.ts";
import type { Sides } from "./app.ts";
import type { Cell, Column, IncidentDetail } from "./types.ts";
import { label, words } from "./words.ts";

export interface Quote { who: string; role: string | null; side: string | null; words: string; lit: string; day: string | null; document: string; claim: string; start: number; end: number }
export interface Parting { a: Quote; b: Quote; reason: string; relation: string; slot: string; within: boolean }

const quote = (column: Column, cell: Cell): Quote => {
  const whole = column.cells.happened;
  const own = whole && whole.claim === cell.claim ? whole.quote : cell.quote;
  return { who: column.who, role: column.role, side: column.side, words: own || cell.quote, lit: cell.quote, day: column.first_told, document: cell.document, claim: cell.claim, start: cell.start, end: cell.end };
};

/** The first cell that contradicts or denies, and the one that it stands against; in the order in which they were said. */
export function parting(detail: Pick<IncidentDetail, "slots" | "accounts">): Parting | null {
  for (const { key } of detail.slots) {
    for (const column of detail.accounts) {
      const cell = column.cells[key];
      if (!cell?.loud || !cell.against) continue;
      const other = detail.accounts.find((one) => one !== column && one.claims.includes(cell.against as string));
      const against = other?.cells[key] ?? other?.cells.happened;
      if (!other || !against) continue;
      const pair = [quote(column, cell), quote(other, against)].sort((x, y) => (x.day ?? "9").localeCompare(y.day ?? "9"));
      return { a: pair[0] as Quote, b: pair[1] as Quote, reason: cell.reason, relation: cell.relation ?? "contradicts", slot: key, within: column.side !== null && column.side === other.side };
    }
  }
  return null;
}

/** Words cut to about `most` characters around a lit part, which stands in `mark`. */
export function litWords(text: string, lit: string, most = 230): Child[] {
  const at = lit && lit !== text ? text.indexOf(lit) : -1;
  const start = at > most * 0.55 ? Math.max(0, text.lastIndexOf(" ", at - most * 0.4) + 1) : 0;
  const shown = text.slice(start);
  const cut = shown.length > most ? `${shown.slice(0, most).replace(/\s+\S*$/, "")}…` : shown;
  const where = lit ? cut.indexOf(lit) : -1;
  const before = start ? "…" : "";
  if (where < 0 || at < 0) return [before, lit === text ? h("mark", null, cut) : cut];
  return [before, cut.slice(0, where), h("mark", null, lit), cut.slice(where + lit.length)];
}

export function quoteBlock(one: Quote, sides: Sides, href: string): HTMLElement {
  return h("blockquote", null,
    h("p", { class: "said", dir: "auto" }, "“", litWords(one.words, one.lit), "”"),
    h("footer", { class: "meta" }, sideSign(sides.letter(one.side), sides.name(one.side)), h("b", null, one.who), one.role ? `${one.role}` : null,
      h("a", { href }, one.day ? dates.say(one.day, false) : words("the_words"))));
}

/** Both quotes, equally wide, with the sign between them. */
export function versus(a: HTMLElement, b: HTMLElement, relation: string, reason: string): HTMLElement {
  return h("figure", { class: "vs", "aria-label": label("relation", relation) }, a, h("span", { class: "cut", title: reason }, bigSign(relation)), b);
}

/** The address of the words of a claim in their document; the end keeps ids with dots from looking like files. */
export function documentPath(id: string, start?: number, end?: number): string {
  const bare = `/document/${encodeURIComponent(id)}${id.includes(".") ? "/words" : ""}`;
  return start !== undefined && end !== undefined && end > start ? `${bare}#c=${start}-${end}` : bare;
}
