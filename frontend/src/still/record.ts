// Answers the addresses of the API out of the published files, so that the pages need not know the difference.

import type { Disagreement, Flow, Incident, PlaceDetail, Source, Speaker } from "../types.ts";
import { mapOf } from "./clusters.ts";
import { fold, having, holds, ordered, spaced, terms, tests, tokens, type Index } from "./columns.ts";
import { timelineOf } from "./timeline.ts";

export type Load = (name: string) => Promise<unknown>;
const NEW_DAYS = 3;
const MOST_BLAMED = 200;
const FILTERS = ["box", "area", "place", "from", "to", "kind", "side", "by", "status", "conf", "q", "outlet"];

/** FNV-1a, as the files were parted by. */
export function shard(key: string, count: number): number {
  let found = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(key)) found = Math.imul(found ^ byte, 0x01000193) >>> 0;
  return found % count;
}

export class Missing extends Error {}

export class StillRecord {
  private readonly kept = new Map<string, Promise<unknown>>();
  private readonly texts = new Map<string, Promise<string[]>>();

  constructor(private readonly load: Load) {}

  /** The answer to an address such as `/api/v1/incidents?kind=shelling`. */
  async answer(url: string): Promise<unknown> {
    const { pathname, searchParams: asked } = new URL(url, "http://still/");
    const [, , , name = "", id = ""] = pathname.split("/");
    const index = await this.file<Index>("index.json");
    const make = (this as unknown as Record<string, ((index: Index, asked: URLSearchParams, id: string) => Promise<unknown>) | undefined>)[`on_${name}`];
    if (!make || (id && !/^(incident|document|claim|place|speaker)$/.test(name) && name !== "control" && name !== "map")) throw new Missing(pathname);
    return make.call(this, index, asked, decodeURIComponent(id));
  }

  private file<T>(name: string): Promise<T> {
    const known = this.kept.get(name) ?? this.load(name).catch((fault: unknown) => { this.kept.delete(name); throw fault; });
    this.kept.set(name, known);
    return known as Promise<T>;
  }

  private async one<T>(index: Index, what: string, id: string): Promise<T> {
    const part = await this.file<Record<string, T>>(`${what}/${shard(id, index.shards[what] ?? 1)}.json`);
    const found = Object.hasOwn(part, id) ? part[id] : undefined;
    if (found === undefined) throw new Missing(`${what} ${id}`);
    return found;
  }

  private async words(asked: URLSearchParams): Promise<string[]> {
    if (!(asked.get("q") ?? "").trim()) return [];
    const known = this.texts.get("words") ?? this.file<string[]>("words.json").then((texts) => texts.map(spaced));
    this.texts.set("words", known);
    return known;
  }

  private async chosen(index: Index, asked: URLSearchParams, without: readonly string[] = []): Promise<number[]> {
    const given = tests(index, asked, await this.words(asked)).filter(([name]) => !without.includes(name));
    return index.incidents.flatMap((_, n) => (given.every(([, test]) => test(n)) ? [n] : []));
  }

  private counts(index: Index, found: readonly number[]): { claims: number; documents: number; statuses: Record<string, number> } {
    const statuses: Record<string, number> = {};
    const inside = new Set(found);
    const [by, of] = index.pairs.document;
    for (const n of found) { const { status } = index.incidents[n] as Incident; statuses[status] = (statuses[status] ?? 0) + 1; }
    return { claims: found.reduce((sum, n) => sum + (index.incidents[n] as Incident).claims.length, 0), documents: new Set(by.filter((_, i) => inside.has(of[i] as number))).size, statuses };
  }

  private page<T>(index: Index, asked: URLSearchParams, rows: readonly T[], more: object = {}): object {
    const [page, limit] = [Number(asked.get("page") ?? 1), Number(asked.get("limit") ?? 50)];
    return { total: rows.length, page, pages: Math.max(1, Math.ceil(rows.length / limit)), limit, as_of: index.label.latest, state: index.state, items: rows.slice((page - 1) * limit, page * limit), ...more };
  }

  async on_incidents(index: Index, asked: URLSearchParams): Promise<unknown> {
    const found = ordered(index, await this.chosen(index, asked), asked.get("sort") ?? "contested");
    return this.page(index, asked, found.map((n) => index.incidents[n] as Incident), this.counts(index, found));
  }

  async on_situation(index: Index, asked: URLSearchParams): Promise<unknown> {
    const found = await this.chosen(index, asked);
    const inside = new Set(found);
    const { label, columns } = index;
    const latest = label.latest ? Date.parse(`${label.latest.slice(0, 10)}T00:00:00Z`) / 86_400_000 : null;
    const since = latest === null ? null : latest - NEW_DAYS + 1;
    const kinds: Record<string, number> = {};
    for (const n of found) { const { kind } = index.incidents[n] as Incident; kinds[kind] = (kinds[kind] ?? 0) + 1; }
    const sides = index.sides.map(([id, name], i) => [id, { name, incidents: [...having(index.pairs.side, new Set([i]))].filter((n) => inside.has(n)).length }] as const).filter(([, one]) => one.incidents).sort((a, b) => index.side_order.indexOf(a[0]) - index.side_order.indexOf(b[0]));
    const blamed = found.length || index.incidents.length > MOST_BLAMED * 500 ? [] : tests(index, asked, await this.words(asked)).map(([name]) => name);
    const blame = Object.fromEntries(await Promise.all(blamed.map(async (name) => [name, (await this.chosen(index, asked, [name])).length] as const)));
    const ids = new Set(found.map((n) => (index.incidents[n] as Incident).id));
    const parted = await this.file<{ row: Disagreement }[]>("disagreements.json");
    return {
      as_of: label.latest, state: index.state, own_view: false, incidents: found.length, ...this.counts(index, found), kinds, sides: Object.fromEntries(sides),
      off_map: found.filter((n) => (index.incidents[n] as Incident).lat === null).length, undated: found.filter((n) => columns.first[n] === null).length,
      disagreements: parted.filter(({ row }) => row.incidents.some((id) => ids.has(id))).length,
      new_since: since === null ? null : new Date(since * 86_400_000).toISOString().slice(0, 10),
      new: found.filter((n) => since !== null && (columns.reported[n] ?? -1e9) >= since).slice(0, 50).map((n) => index.incidents[n]),
      whole: { incidents: label.incidents, claims: label.claims, documents: label.documents, unread: label.unread, undated: label.undated, origins: label.origins },
      held_back: label.held_back, held_by_rule: label.held_by_rule, blame,
    };
  }

  async on_timeline(index: Index, asked: URLSearchParams): Promise<unknown> {
    return timelineOf(index, await this.chosen(index, asked, ["from", "to"]), asked.get("step") ?? "auto");
  }

  async on_map(index: Index, asked: URLSearchParams, what: string): Promise<unknown> {
    if (what === "towns") return this.file("towns.json");
    return mapOf(index, await this.chosen(index, asked), Number(asked.get("zoom") ?? 6), Number(asked.get("pixels") ?? 48));
  }

  async on_incident(index: Index, _: URLSearchParams, id: string): Promise<unknown> { return this.one(index, "incident", id); }
  async on_document(index: Index, _: URLSearchParams, id: string): Promise<unknown> { return this.one(index, "document", id); }
  async on_claim(index: Index, _: URLSearchParams, id: string): Promise<unknown> { return this.one(index, "claim", id); }
  async on_speaker(index: Index, _: URLSearchParams, id: string): Promise<unknown> { return this.one(index, "speaker", id); }

  async on_place(index: Index, asked: URLSearchParams, id: string): Promise<unknown> {
    const found = await this.one<PlaceDetail>(index, "place", id);
    const number = new Set(index.places.flatMap(([key], n) => (key === id ? [n] : [])));
    const there = having(index.pairs.place, number);
    const passing = (await this.chosen(index, asked)).filter((n) => there.has(n));
    const [from, to] = [asked.get("from") ?? "", asked.get("to") ?? "9999"];
    return { ...found, total: passing.length, incidents: passing.slice(0, 200).map((n) => index.incidents[n]), control: found.control.filter(({ day }) => from <= day && day <= to) };
  }

  async on_places(index: Index, asked: URLSearchParams): Promise<unknown> {
    const rows = await this.file<{ incidents: number }[]>("places.json");
    const counts = new Map<number, number>();
    for (const n of await this.chosen(index, asked)) { const at = index.columns.at[n] ?? -1; if (at >= 0) counts.set(at, (counts.get(at) ?? 0) + 1); }
    return this.page(index, asked, [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([n, incidents]) => ({ ...rows[n], incidents })));
  }

  async on_control(index: Index, asked: URLSearchParams, id: string): Promise<unknown> {
    if (id === "changes") {
      const items = await this.file<unknown[]>("changes.json");
      return { total: items.length, items, as_of: index.label.latest, state: index.state };
    }
    const [first, last] = index.days;
    const day = [first, asked.get("day") ?? last, last].sort()[1] as string;
    const found = await this.file<{ items: { parted: boolean }[]; total: number }>(`control/${day}.json`);
    const items = asked.get("view") === "difference" ? found.items.filter((one) => one.parted) : found.items;
    return { ...found, items, total: items.length, first, ...(items === found.items ? {} : { shares: {} }) }; // shares are of all places
  }

  async on_movement(index: Index, asked: URLSearchParams): Promise<unknown> {
    const passing = FILTERS.some((key) => asked.get(key)) ? new Set(await this.chosen(index, asked)) : null;
    const told = new Set((asked.get("mod") ?? "").split(",").filter(Boolean));
    const rows = (await this.file<{ row: Flow; of: number[] }[]>("movement.json")).filter(({ row, of }) =>
      (!passing || of.some((n) => passing.has(n))) && (!told.size || told.has(row.polarity === "negative" ? "denied" : row.modality)));
    return this.page(index, asked, rows.map(({ row }) => row), { held_back: index.label.held_back });
  }

  async on_disagreements(index: Index, asked: URLSearchParams): Promise<unknown> {
    const [about, between, since] = [asked.get("about"), asked.get("between"), asked.get("since") ?? ""];
    const narrow = FILTERS.some((key) => asked.get(key));
    const ids = narrow ? new Set((await this.chosen(index, asked)).map((n) => (index.incidents[n] as Incident).id)) : null;
    const rows = (await this.file<{ row: Disagreement; day: string }[]>("disagreements.json")).filter(({ row, day }) =>
      (!about || row.about === about) && (!between || row.between === between) && day >= since && (!ids || row.incidents.some((id) => ids.has(id))));
    if (asked.get("order") === "new") rows.sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0));
    return this.page(index, asked, rows.map(({ row }) => row), { single_source: index.incidents.filter((one) => one.status === "single_source").length });
  }

  async on_speakers(index: Index, asked: URLSearchParams): Promise<unknown> {
    const key = fold(asked.get("q"));
    return this.page(index, asked, (await this.file<Speaker[]>("speakers.json")).filter((one) => fold(one.name).includes(key)));
  }

  async on_sources(index: Index, asked: URLSearchParams): Promise<unknown> {
    return this.page(index, asked, await this.file<Source[]>("sources.json"));
  }

  async on_sitrep(index: Index): Promise<unknown> {
    return this.file("sitrep.json").then((found) => ({ ...(found as object), state: index.state }));
  }

  async on_queue(index: Index, asked: URLSearchParams): Promise<unknown> {
    return this.page(index, asked, [], { writes: false });
  }

  async on_reviews(index: Index, asked: URLSearchParams): Promise<unknown> {
    return this.page(index, asked, [], { writes: false });
  }

  async on_search(index: Index, asked: URLSearchParams): Promise<unknown> {
    const q = asked.get("q") ?? "";
    const [wanted, key] = [terms(q), fold(q.replaceAll('"', " "))];
    const texts = await this.file<{ claims: (string | null)[][]; documents: (string | null)[][] }>("search.json");
    const people = await this.file<Speaker[]>("speakers.json");
    const hit = (kind: string, id: string, title: string | null, snippet: string, more: object = {}): object => ({ kind, id, title, snippet, outlet: null, published: null, document: null, incident: null, ...more });
    const found = {
      claims: texts.claims.filter(([, text]) => wanted.length && holds(spaced(text ?? ""), wanted)).map(([id, text, outlet, published, document, incident]) => hit("claim", id ?? "", null, snippet(text ?? "", wanted), { outlet, published, document, incident })),
      documents: texts.documents.filter(([, title, text]) => wanted.length && (holds(spaced(`${title ?? ""} ${text ?? ""}`), wanted))).map(([id, title, text, outlet, published]) => hit("document", id ?? "", title ?? null, snippet(text ?? "", wanted), { outlet, published, document: id })),
      places: index.places.filter(([, names]) => key && names.includes(key)).map(([id, names, name]) => hit("place", id, name, names.replaceAll("\n", " · "))),
      speakers: people.filter((one) => key && fold(one.name).includes(key)).map((one) => hit("speaker", one.id, one.name, one.name, { published: one.last })),
    };
    const list = found[(asked.get("in") ?? "claims") as keyof typeof found] ?? found.claims;
    return { ...this.page(index, asked, list), q, counts: Object.fromEntries(Object.entries(found).map(([name, rows]) => [name, rows.length])), suggestions: [] };
  }
}

/** A part of a text around the first word found, the words found between « and ». */
export function snippet(text: string, wanted: string[][]): string {
  const single = new Set(wanted.flat());
  const parts = text.split(/([\p{L}\p{N}\p{M}]+)/u);
  const lit = (part: string): boolean => tokens(part).some((word) => single.has(word));
  const at = Math.max(0, parts.findIndex((part, i) => i % 2 === 1 && lit(part)));
  const [start, end] = [Math.max(0, at - 20), at + 30];
  return (start ? "…" : "") + parts.slice(start, end).map((part, i) => ((start + i) % 2 === 1 && lit(part) ? `«${part}»` : part)).join("") + (end < parts.length ? "…" : "");
}
