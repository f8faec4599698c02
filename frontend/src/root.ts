// Where the pages stand: at the root of their server, or, published as files, in a folder of any web server.

/** The folder of the scripts; ends with a slash. */
export const ROOT = new URL(".", import.meta.url).pathname;
/** Whether these pages read files instead of asking a server. */
export const STILL = typeof document !== "undefined" && document.documentElement.dataset.still !== undefined;

/** The address of a view, given as `/name/id`. Files have a folder a view, so the id goes into the query. */
export function addressOf(path: string, query: string, hash = "", still = STILL, root = ROOT): string {
  const end = hash ? `#${hash}` : "";
  if (!still) return `${path}${query ? `?${query}` : ""}${end}`;
  const [name = "", id = ""] = path.split("/").filter(Boolean);
  const asked = [id ? `id=${id}` : "", query].filter(Boolean).join("&");
  return `${root}${name ? `${name}/` : ""}${asked ? `?${asked}` : ""}${end}`;
}

/** The view and the id in an address. */
export function routeOf(pathname: string, query: string, still = STILL, root = ROOT): { name: string; id: string } {
  const inside = still && pathname.startsWith(root) ? pathname.slice(root.length) : pathname;
  const [name = "", id = ""] = inside.split("/").filter((part) => part && part !== "index.html").map(safe);
  return { name: name || "situation", id: still ? new URLSearchParams(query).get("id") ?? "" : id };
}

function safe(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
