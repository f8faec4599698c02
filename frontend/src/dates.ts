// Calendar days as ISO strings. No instants and no time zones: a day is the place's own day.

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const DAY = 86_400_000;

/** Days since 1 January 1970 of an ISO day or instant; NaN for anything else. */
export function number(day: string | null | undefined): number {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(day ?? "");
  if (!found) return NaN;
  const time = Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3]));
  return new Date(time).toISOString().slice(0, 10) === found[0] ? time / DAY : NaN;
}

export function iso(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

export function valid(day: string | null | undefined): day is string {
  return !Number.isNaN(number(day));
}

export function add(day: string, days: number): string {
  return iso(number(day) + days);
}

/** Today by the reader's own calendar. */
export function today(now: Date = new Date()): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** `14 Oct 2022`; empty for no day. */
export function say(day: string | null | undefined, year = true): string {
  const n = number(day);
  if (Number.isNaN(n)) return "";
  const when = new Date(n * DAY);
  return `${when.getUTCDate()} ${MONTHS[when.getUTCMonth()] ?? ""}${year ? ` ${when.getUTCFullYear()}` : ""}`;
}

/** `Sunday, 11 Sep 2022`. */
export function sayLong(day: string): string {
  const n = number(day);
  return Number.isNaN(n) ? "" : `${WEEKDAYS[new Date(n * DAY).getUTCDay()] ?? ""}, ${say(day)}`;
}

/** `8 Sep to 14 Oct 2022`, both days included. */
export function span(from: string | null, to: string | null): string {
  if (!from && !to) return "";
  if (!to) return `since ${say(from)}`;
  if (!from) return `by ${say(to)}`;
  if (from.slice(0, 10) === to.slice(0, 10)) return say(from);
  if (from.slice(0, 7) === to.slice(0, 7)) return `${Number(from.slice(8, 10))} to ${say(to)}`;
  return `${say(from, from.slice(0, 4) !== to.slice(0, 4))} to ${say(to)}`;
}

/** A sentence of the server with its ISO days as people write them. */
export function readable(text: string): string {
  return text.replace(/\b\d{4}-\d{2}-\d{2}\b/g, (day) => (valid(day) ? say(day) : day));
}

/** Days to write on an axis, at most `most`: steps of a day, a week, months or years. */
export function ticks(first: number, last: number, most: number): number[] {
  for (const step of [1, 2, 7, 14]) {
    if ((last - first) / step <= most) {
      const start = step >= 7 ? first + ((11 - (first % 7)) % 7) : first; // day 4 of the count was a Monday
      return range(start, last, step);
    }
  }
  for (const months of [1, 2, 3, 6, 12, 24, 60, 120, 600]) {
    const out: number[] = [];
    const begin = new Date(first * DAY);
    for (let m = begin.getUTCFullYear() * 12 + begin.getUTCMonth(); out.length <= most; m += 1) {
      if (m % months) continue;
      const day = Date.UTC(Math.floor(m / 12), m % 12, 1) / DAY;
      if (day > last) return out;
      if (day >= first) out.push(day);
    }
  }
  return [first];
}

function range(start: number, last: number, step: number): number[] {
  const out: number[] = [];
  for (let day = start; day <= last; day += step) out.push(day);
  return out;
}
