// What views are given: the state of the address, ways to change it, and the sides of the record.

import type { Key, State } from "./state.ts";
import { format, change } from "./state.ts";
import { addressOf } from "./root.ts";
import type { Situation } from "./types.ts";
import { words } from "./words.ts";

export interface Route { name: string; id: string }
export interface View {
  el: HTMLElement;
  /** Whether the page itself must not scroll. */
  fixed?: boolean;
  /** Takes up a changed state on the same route; without it the view is made anew. */
  update?(): void;
  /** Whether a key was used. */
  key?(event: KeyboardEvent): boolean;
  destroy?(): void;
  title?: string;
}
export type Maker = (app: App) => View | Promise<View>;

export interface App {
  route: Route;
  state: State;
  signal: AbortSignal;
  sides: Sides;
  situation: Situation | null;
  /** Goes to another page, keeping filters and as-of day. */
  href(path: string, some?: State): string;
  /** Changes the state here. Choosing adds an entry to the history; typing and dragging replace it. */
  set(some: State, replace?: boolean): void;
  go(href: string): void;
  fail(fault: unknown, again: () => void): void;
  toast(text: string): void;
  /** Tells the bar what passes the filters now. */
  tell(found: { incidents: number; claims: number; documents: number } | null): void;
  title(text: string): void;
}

/** What is carried from page to page; the rest belongs to a view. */
export const CARRIED: readonly Key[] = ["box", "area", "place", "from", "to", "kind", "side", "by", "status", "conf", "q", "outlet", "asof", "map"];

export function link(state: State, path: string, some: State = {}): string {
  const kept: State = {};
  for (const key of CARRIED) if (state[key]) kept[key] = state[key] as string;
  const query = format(change(kept, some));
  const [bare, hash] = path.split("#");
  return addressOf(bare ?? "/", query, hash);
}

/** Signs of sides: a and b for the two that tell most, c for third parties, x for the rest. */
export class Sides {
  private letters = new Map<string, string>([["third", "c"]]);
  private names = new Map<string, string>();

  /** Sides come in the order of the settings, so that a side keeps its sign whatever the news. */
  constructor(found: Situation["sides"] = {}) {
    const most = Object.entries(found).filter(([id]) => id !== "third" && id !== "unknown").sort((x, y) => y[1].incidents - x[1].incidents).slice(0, 2).map(([id]) => id);
    const two = Object.entries(found).filter(([id]) => most.includes(id));
    two.forEach(([id], i) => this.letters.set(id, "ab"[i] as string));
    for (const [id, { name }] of Object.entries(found)) this.names.set(id, name);
  }

  letter(id: string | null | undefined): string {
    return this.letters.get(id ?? "") ?? "x";
  }

  name(id: string | null | undefined): string {
    return (id && this.names.get(id)) || (id === "third" ? words("third_parties") : id && id !== "unknown" ? id : words("no_side"));
  }
}
