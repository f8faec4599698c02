// Every English text of the pages comes from en.json, by key. A language is added by another such file.

import en from "./en.json";

type Values = Record<string, string | number>;
interface Entry { label: string; tip?: string }
const TEXTS = en as unknown as Record<string, unknown> & {
  say: Record<string, string>;
  labels: Record<string, Record<string, string | Entry>>;
};

const thousands = (value: number): string => value.toLocaleString("en-GB", { maximumFractionDigits: 1 });

/** A sentence by key. `{n|incident|incidents}` chooses by number; `{name}` is filled in. */
export function words(key: string, values: Values = {}): string {
  const pattern = TEXTS.say[key] ?? key.replace(/_/g, " ");
  return pattern.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (_, name: string, one?: string, many?: string) => {
    const value = values[name];
    const shown = typeof value === "number" ? thousands(value) : String(value ?? "");
    return one === undefined ? shown : `${shown} ${value === 1 ? one : many ?? ""}`;
  });
}

const entry = (table: string, key: string): string | Entry | undefined => TEXTS.labels[table]?.[key];

/** What a value is called, such as a status or a kind; its own name where the file has none. */
export function label(table: string, key: string | null | undefined): string {
  const found = entry(table, key ?? "");
  if (found === undefined) return (key ?? "").replace(/_/g, " ");
  return typeof found === "string" ? found : found.label;
}

export function tip(table: string, key: string): string {
  const found = entry(table, key);
  return typeof found === "object" ? found.tip ?? "" : "";
}

export const labels = (table: string): string[] => Object.keys(TEXTS.labels[table] ?? {});

/** `1,036`. */
export const num = thousands;

/** `58 %`, never 0 or 100 for what is not certain. */
export function percent(value: number): string {
  if (value > 0 && value < 0.005) return "<1 %";
  if (value < 1 && value >= 0.995) return ">99 %";
  return `${Math.round(value * 100)} %`;
}

/** A probability with its word where one helps: `hardly`, `open`, `almost surely`. */
export function chance(value: number): string {
  const word = value < 0.05 ? words("hardly") : value > 0.95 ? words("almost_surely") : value >= 0.2 && value <= 0.8 ? words("open") : "";
  return word ? `${percent(value)}, ${word}` : percent(value);
}

export const cap = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
