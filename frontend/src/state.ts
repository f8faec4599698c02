// What is on the screen, in the address. One order of keys, defaults left out, so that one view has one address.

import { valid } from "./dates.ts";

export const LISTS = ["kind", "side", "status"] as const;
export const KEYS = [
  "box", "area", "place", "from", "to", "kind", "side", "by", "status", "conf", "q", "asof", "sort", "sel", "map",
  "outlet", "about", "between", "in", "day", "view", "mod", "cmp",
] as const;
export type Key = (typeof KEYS)[number];
export type State = Partial<Record<Key, string>>;
/** What narrows the record; the rest says how it is looked at. */
export const FILTERS: readonly Key[] = ["box", "area", "place", "from", "to", "kind", "side", "by", "status", "conf", "q", "outlet"];
const DEFAULTS: State = { sort: "contested", view: "assessed" };

const NUMBERS = /^-?\d{1,3}(\.\d{1,6})?(,-?\d{1,3}(\.\d{1,6})?)*$/;
const checks: Partial<Record<Key, (value: string) => boolean>> = {
  box: (value) => NUMBERS.test(value) && value.split(",").length === 4,
  area: (value) => /^(-?\d{1,3}(\.\d{1,6})?,-?\d{1,2}(\.\d{1,6})?(;|$)){3,200}$/.test(value.replace(/\s/g, "")),
  from: valid,
  to: valid,
  asof: valid,
  day: valid,
  conf: (value) => /^(0(\.\d{1,3})?|1)$/.test(value),
  map: (value) => /^\d{1,2}(\.\d+)?\/-?\d{1,2}(\.\d+)?\/-?\d{1,3}(\.\d+)?$/.test(value),
};

/** The state in a query; what is malformed is dropped, lists are put in order. */
export function parse(query: string): State {
  const given = new URLSearchParams(query);
  const state: State = {};
  for (const key of KEYS) {
    let value = given.getAll(key).join(",").slice(0, 2000).trim();
    if ((LISTS as readonly string[]).includes(key)) value = [...new Set(value.split(",").filter(Boolean))].sort().join(",");
    if (value && value !== DEFAULTS[key] && (checks[key]?.(value) ?? true)) state[key] = value;
  }
  if (state.from && state.to && state.from > state.to) [state.from, state.to] = [state.to, state.from];
  return state;
}

/** The query of a state, without the question mark; empty for the plain view. */
export function format(state: State): string {
  const parts = KEYS.flatMap((key) => {
    const value = state[key];
    if (!value || value === DEFAULTS[key]) return [];
    // Commas, slashes and colons are safe in a query and easier to read.
    return [`${key}=${encodeURIComponent(value).replace(/%2C/g, ",").replace(/%2F/g, "/").replace(/%3A/g, ":").replace(/%20/g, "+")}`];
  });
  return parts.join("&");
}

/** The state with some keys set, or taken out where undefined. */
export function change(state: State, some: State): State {
  return parse(format({ ...state, ...some }));
}

export function list(state: State, key: Key): string[] {
  return (state[key] ?? "").split(",").filter(Boolean);
}

/** Only what narrows the record, and the as-of day: what is asked of the server. */
export function asked(state: State, more: readonly Key[] = []): State {
  const out: State = {};
  for (const key of [...FILTERS, "asof", ...more] as Key[]) if (state[key]) out[key] = state[key] as string;
  return out;
}
