// Debian's Chromium, and the views that are looked at, with what must be there before one looks.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const program = process.env.CHROMIUM ?? "/usr/bin/chromium";

export function launch() {
  if (!existsSync(program)) throw new Error(`there is no ${program}`);
  return chromium.launch({ executablePath: program, args: ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"] });
}

/** Every view by name, on a server with a record: its address, and a selector that is there once it is drawn. */
export async function views(address) {
  const ask = async (path) => (await fetch(`${address}/api/v1${path}`)).json();
  const incidents = (await ask("/incidents?limit=60")).items;
  const weight = (one) => one.origins.length * 3 + one.parted.length * 4 + one.tolls.length;
  const fullest = [...incidents].sort((a, b) => weight(b) - weight(a))[0];
  const single = (await ask("/incidents?status=single_source&limit=1")).items[0];
  const detail = await ask(`/incident/${fullest.id}`);
  const cells = detail.accounts.flatMap((one) => Object.values(one.cells));
  const cell = cells.find((one) => one.loud) ?? cells[0];
  const speaker = (await ask("/speakers?limit=1")).items[0];
  const held = (await ask("/control")).items[0];
  const changes = (await ask("/control/changes")).items;
  const segment = encodeURIComponent;
  return {
    situation: { path: "/", ready: ".it" },
    "situation-open": { path: `/?sel=${fullest.id}`, ready: ".it.sel .vs" },
    "situation-filter": { path: "/?status=disputed", ready: ".it", then: (page) => page.keyboard.press("/").then(() => page.waitForSelector(".pop")) },
    "situation-asof": { path: "/?asof=2022-10-01&from=2022-09-05&to=2022-09-20", ready: ".it, .note" },
    "situation-empty": { path: "/?from=2022-10-01&to=2022-10-03&place=Izium&status=disputed", ready: ".list .note" },
    incident: { path: `/incident/${fullest.id}`, ready: ".words mark, .panel" },
    "incident-one": { path: `/incident/${single.id}`, ready: ".panel" },
    document: { path: `/document/${segment(cell.document)}#c=${cell.start}-${cell.end}`, ready: ".doc .on" },
    disagreements: { path: "/disagreements", ready: ".dis-list blockquote, .dis-list li" },
    place: { path: `/place/${segment(held.id)}`, ready: ".panel" },
    control: { path: `/control?day=${changes.at(-1)?.day ?? ""}`, ready: "aside li" },
    movement: { path: "/movement", ready: "table, .note" },
    speakers: { path: "/speakers", ready: "table" },
    speaker: { path: `/speaker/${segment(speaker.id)}`, ready: ".dis-list li" },
    sources: { path: "/sources", ready: "table" },
    review: { path: "/review", ready: ".queue li" },
    search: { path: "/search?q=Kherson", ready: ".hits mark" },
    "search-none": { path: "/search?q=Isyum", ready: ".hits li" },
    sitrep: { path: "/sitrep", ready: ".sheet-of-paper li" },
  };
}
