// Asking the server. One shape of failure; the browser keeps answers by their ETags.

import { words } from "./words.ts";
import { ROOT, STILL } from "./root.ts";
import { asked, format, type Key, type State } from "./state.ts";

export class Failure extends Error {
  constructor(readonly kind: string, message: string, readonly remedy: string) {
    super(message);
  }
}

const TOKEN = "contested-token";
let token = sessionStorage.getItem(TOKEN) ?? "";

export function setToken(value: string): void {
  token = value;
  sessionStorage.setItem(TOKEN, value);
}

type Query = Record<string, string | number | boolean | undefined>;

/** The address of a resource under these filters. */
export function address(path: string, state: State, more: Query = {}, keys: readonly Key[] = []): string {
  const query = new URLSearchParams(format(asked(state, keys)));
  for (const [name, value] of Object.entries(more)) if (value !== undefined && value !== "") query.set(name, String(value));
  const text = query.toString();
  return `/api/v1${path}${text ? `?${text}` : ""}`;
}

const waits = (ms: number, signal?: AbortSignal): Promise<void> => new Promise((done, stop) => {
  const timer = setTimeout(done, ms);
  signal?.addEventListener("abort", () => { clearTimeout(timer); stop(signal.reason as Error); });
});

/** What lies at an address. Raises `Failure`; waits while the record is being weighed. */
export async function get<T>(url: string, signal?: AbortSignal): Promise<T> {
  if (STILL) return still<T>(url, signal);
  for (let turn = 0; ; turn += 1) {
    let answer: Response;
    try {
      answer = await fetch(url, { signal, headers: { accept: "application/json, application/geo+json", ...(token ? { authorization: `Bearer ${token}` } : {}) } });
    } catch (fault) {
      if (signal?.aborted) throw fault;
      throw new Failure("network", "", "");
    }
    if (answer.ok) return (await answer.json()) as T;
    const body = (await answer.json().catch(() => ({}))) as { error?: { kind: string; message: string; remedy: string } };
    const error = body.error ?? { kind: String(answer.status), message: "", remedy: "" };
    if (error.kind === "weighing" && turn < 60) {
      document.dispatchEvent(new CustomEvent("weighing"));
      await waits(2000, signal);
      continue;
    }
    throw new Failure(error.kind, error.message, error.remedy);
  }
}

type Answers = { answer(url: string): Promise<unknown> };
let record: Promise<Answers> | null = null;

/** The same out of the published files. */
async function still<T>(url: string, signal?: AbortSignal): Promise<T> {
  record ??= import("./still/record.ts").then(({ StillRecord }) => new StillRecord(async (name) => {
    const answer = await fetch(`${ROOT}record/${name}`);
    if (!answer.ok) throw new Failure("network", "", "");
    return answer.json();
  }));
  const found = await (await record).answer(url).catch((fault: unknown) => {
    throw fault instanceof Failure ? fault : new Failure("not_found", words("not_found"), "");
  });
  signal?.throwIfAborted();
  return found as T;
}

/** Sends JSON. Raises `Failure`. */
export async function post<T>(url: string, body: unknown): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(url, { method: "POST", headers: { "content-type": "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}) }, body: JSON.stringify(body) });
  } catch {
    throw new Failure("network", "", "");
  }
  const found = (await answer.json().catch(() => ({}))) as T & { error?: { kind: string; message: string; remedy: string } };
  if (!answer.ok) throw new Failure(found.error?.kind ?? String(answer.status), found.error?.message ?? "", found.error?.remedy ?? "");
  return found;
}

export async function file(url: string): Promise<Blob> {
  const answer = await fetch(url, { headers: token ? { authorization: `Bearer ${token}` } : {} });
  if (!answer.ok) throw new Failure(String(answer.status), "", "");
  return answer.blob();
}

/** Streams cannot carry a header, so the token goes in the address. */
export const stream = (): EventSource | null => (STILL ? null : new EventSource(`/api/v1/events${token ? `?token=${encodeURIComponent(token)}` : ""}`));
