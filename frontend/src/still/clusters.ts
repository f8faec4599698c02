// What the map draws at a zoom, as the server groups it: cells of a fixed grid, regions apart.

import type { Feature, FeatureCollection, Point } from "geojson";
import type { Incident } from "../types.ts";
import type { Index } from "./columns.ts";

const MOST_ITEMS = 8;
const BREAKS_AT = 8;
const STEEPEST = 85.0511;

const spot = (lon: number, lat: number, more: number): string => `${Math.round(lat * 1e4)},${Math.round(lon * 1e4)},${more}`;

export function mapOf(index: Index, chosen: readonly number[], zoom: number, pixels: number): FeatureCollection<Point> {
  const groups = new Map<string, number[]>();
  for (const n of chosen) {
    const { lat, lon, radius_km } = index.incidents[n] as Incident;
    if (lat === null || lon === null) continue;
    const wide = index.columns.wide[n] ? 1 : 0;
    const key = wide ? `r${spot(lon, lat, Math.round(radius_km ?? 0))}` : zoom >= BREAKS_AT ? spot(lon, lat, 0) : cell(lon, lat, zoom, pixels);
    const group = groups.get(key);
    if (group) group.push(n);
    else groups.set(key, [n]);
  }
  return { type: "FeatureCollection", features: [...groups].map(([key, group]) => feature(index, group, key.startsWith("r") ? "region" : group.length > 1 ? "cluster" : "incident")) };
}

function cell(lon: number, lat: number, zoom: number, pixels: number): string {
  const wide = 256 * 2 ** zoom;
  const near = (Math.min(STEEPEST, Math.max(-STEEPEST, lat)) * Math.PI) / 180;
  const [x, y] = [((lon + 180) / 360) * wide, ((1 - Math.asinh(Math.tan(near)) / Math.PI) / 2) * wide];
  return `${Math.floor(x / pixels)}:${Math.floor(y / pixels)}`;
}

/** What is there most often; of equals the least, as on the server. */
function most(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? -1;
}

const where = (row: Incident): number => (Math.round((row.lat ?? 0) * 1e4) + 900_000) * 4_000_000 + Math.round((row.lon ?? 0) * 1e4) + 1_800_000;

function feature(index: Index, group: readonly number[], what: string): Feature<Point> {
  const rows = group.map((n) => index.incidents[n] as Incident);
  const { first, last, at } = index.columns;
  // A cluster stands at the place of which most is told, never in the middle of nowhere.
  const found = most(rows.map(where));
  const anchor = rows.find((row) => where(row) === found) as Incident;
  const statuses: Record<string, number> = {};
  for (const row of rows) statuses[row.status] = (statuses[row.status] ?? 0) + 1;
  const iso = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);
  const days = (list: (number | null)[]): number[] => group.flatMap((n) => (list[n] === null || list[n] === undefined ? [] : [list[n] as number]));
  const [begin, end] = [days(first), days(last)];
  const place = most(group.map((n) => at[n] ?? -1));
  return {
    type: "Feature", id: rows[0]?.id as string, geometry: { type: "Point", coordinates: [anchor.lon ?? 0, anchor.lat ?? 0] },
    properties: {
      what, n: group.length, statuses, first: begin.length ? iso(Math.min(...begin)) : null, last: end.length ? iso(Math.max(...end)) : null,
      places: new Set(group.map((n) => at[n])).size, radius_km: Math.max(...rows.map((row) => row.radius_km ?? 0)), place: index.places[place]?.[2] ?? null,
      ...(group.length <= MOST_ITEMS ? { items: rows.map(({ id, kind, group: family, status, title }) => ({ id, kind, group: family, status, title })) } : {}),
    },
  };
}
