// The published record in memory: incidents as they are listed, and columns that filters run over.

import type { Incident } from "../types.ts";

type Pairs = readonly [readonly number[], readonly number[]];
export interface Index {
  label: { incidents: number; claims: number; documents: number; unread: number; undated: number; origins: number; latest: string | null; held_back: number; held_by_rule: Record<string, number> };
  state: string; kinds: string[]; reports: Record<string, number>; shards: Record<string, number>; days: [string, string];
  columns: Record<"first" | "last" | "reported" | "updated", (number | null)[]> & Record<"wide" | "toll" | "at", number[]>;
  pairs: Record<"side" | "teller" | "place" | "document", Pairs>;
  places: [id: string, names: string, name: string, country: string | null][]; sides: [string, string][]; side_order: string[]; tellers: string[]; outlets: string[];
  incidents: Incident[];
}

/** A name as it is searched: no case, no accents, single spaces, one kind of apostrophe. As `fold` of the server. */
export function fold(text: string | null | undefined): string {
  return (text ?? "").toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[‘’ʼʹ`´]/g, "'").split(/\s+/).filter(Boolean).join(" ");
}

/** Words and phrases that must all be there, as lists of words. */
export function terms(text: string): string[][] {
  return text.split('"').flatMap((part, i) => (i % 2 ? [part] : part.split(/\s+/))).map(tokens).filter((found) => found.length);
}

export const tokens = (text: string): string[] => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);

/** Whether a text, as ` word word `, holds all terms. */
export const holds = (text: string, wanted: string[][]): boolean => wanted.every((term) => text.includes(` ${term.join(" ")} `));
export const spaced = (text: string): string => ` ${tokens(text).join(" ")} `;

/** The incidents that have any of these sides, tellers, places or documents. */
export function having([by, of]: Pairs, numbers: ReadonlySet<number>): Set<number> {
  const out = new Set<number>();
  by.forEach((what, i) => { if (numbers.has(what)) out.add(of[i] as number); });
  return out;
}

/** The numbers of places by id, two-letter country code, name or region. As `places_named` of the server. */
export function placesNamed(index: Index, asked: string): Set<number> {
  const bare = asked.trim();
  const key = fold(bare);
  const found = index.places.flatMap(([id, names, , country], n) => {
    if (/^[A-Z]{2}$/.test(bare)) return country === bare ? [n] : [];
    return key && (id === bare || id === key || names.split("\n").some((name) => name === key || name.startsWith(`${key} `))) ? [n] : [];
  });
  return new Set(found);
}

const inside = (x: number, y: number, ring: readonly [number, number][]): boolean => {
  let found = false;
  ring.forEach(([ax, ay], i) => {
    const [bx, by] = ring[(i + ring.length - 1) % ring.length] as [number, number];
    if ((ay > y) !== (by > y) && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) found = !found;
  });
  return found;
};

export type Test = (n: number) => boolean;
const day = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 86_400_000;

/** What each filter that is given lets through, by its name. `words`: the texts of the incidents, where `q` is asked. */
export function tests(index: Index, asked: URLSearchParams, words: readonly string[]): [string, Test][] {
  const out: [string, Test][] = [];
  const { columns, incidents } = index;
  const names = (key: string): string[] => (asked.get(key) ?? "").split(",").map((one) => one.trim()).filter(Boolean);
  const add = (key: string, make: (value: string) => Test): void => { const value = (asked.get(key) ?? "").trim(); if (value) out.push([key, make(value)]); };
  const member = (found: ReadonlySet<number>): Test => (n) => found.has(n);
  const at = (n: number): [number, number] | null => { const { lat, lon } = incidents[n] as Incident; return lat === null || lon === null ? null : [lon, lat]; };
  const numbers = <T>(list: readonly T[], fits: (one: T) => boolean): Set<number> => new Set(list.flatMap((one, n) => (fits(one) ? [n] : [])));
  add("box", (value) => {
    const [west = -180, south = -90, east = 180, north = 90] = value.split(",").map(Number);
    return (n) => { const p = at(n); return p !== null && p[1] >= south && p[1] <= north && (west > east ? p[0] >= west || p[0] <= east : p[0] >= west && p[0] <= east); };
  });
  add("area", (value) => {
    const ring = value.split(";").filter(Boolean).map((corner) => corner.split(",").map(Number) as [number, number]);
    return (n) => { const p = at(n); return p !== null && inside(p[0], p[1], ring); };
  });
  add("place", (value) => member(having(index.pairs.place, placesNamed(index, value))));
  add("from", (value) => { const from = day(value); return (n) => (columns.last[n] ?? -1e9) >= from && columns.last[n] !== null; });
  add("to", (value) => { const to = day(value); return (n) => columns.first[n] !== null && (columns.first[n] ?? 1e9) <= to; });
  add("kind", () => { const kinds = new Set(names("kind")); return (n) => kinds.has((incidents[n] as Incident).kind); });
  add("status", () => { const found = new Set(names("status")); return (n) => found.has((incidents[n] as Incident).status); });
  add("side", () => { const sides = new Set(names("side").map((one) => one.toLowerCase())); return member(having(index.pairs.side, numbers(index.sides, ([id, name]) => sides.has(id.toLowerCase()) || sides.has(name.toLowerCase())))); });
  add("by", (value) => { const key = fold(value); return member(having(index.pairs.teller, numbers(index.tellers, (name) => key !== "" && name.includes(key)))); });
  add("conf", (value) => { const least = Number(value); return (n) => (incidents[n] as Incident).probability >= least; });
  add("q", (value) => { const wanted = terms(value); const found = new Set(words.flatMap((text, n) => (wanted.length && holds(text, wanted) ? [n] : []))); return member(found); });
  add("outlet", (value) => { const key = fold(value); return member(having(index.pairs.document, numbers(index.outlets, (name) => name === key))); });
  return out;
}

/** The chosen incidents by rank, in the order asked for; equals keep the order of the eye. */
export function ordered(index: Index, found: readonly number[], sort: string): number[] {
  const { columns, places, incidents } = index;
  const name = (n: number): string => places[columns.at[n] ?? -1]?.[2] ?? "\uffff";
  const keys: Record<string, (n: number) => number> = {
    latest: (n) => -(columns.updated[n] ?? -1e7), day: (n) => columns.first[n] ?? 1e9, toll: (n) => -(columns.toll[n] ?? 0), claims: (n) => -(incidents[n] as Incident).claims.length,
  };
  const key = keys[sort];
  if (sort === "place") return [...found].sort((a, b) => (name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : a - b));
  return key ? [...found].sort((a, b) => key(a) - key(b) || a - b) : [...found];
}
