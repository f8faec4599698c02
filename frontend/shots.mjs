// Pictures of every view: `node shots.mjs ADDRESS FOLDER [name ...]`. Drives Debian's Chromium. In place of an address, a
// ledger: it is served on a port of its own by `contested`, as $CONTESTED calls it.
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { chromium } from "playwright-core";

const [given = "http://127.0.0.1:8765", folder = "shots", ...only] = process.argv.slice(2);
const port = 8791;
const server = given.startsWith("http") ? null : spawn(process.env.CONTESTED ?? "contested", ["serve", "--ledger", given, "--port", String(port)], { stdio: "ignore" });
const address = server ? `http://127.0.0.1:${port}` : given;
for (let turn = 0; server && turn < 120; turn += 1) {
  if (await fetch(`${address}/api/v1/situation`).then((found) => found.ok).catch(() => false)) break;
  await new Promise((done) => setTimeout(done, 500));
}
const ask = async (path) => (await fetch(`${address}/api/v1${path}`)).json();
const incidents = (await ask("/incidents?limit=60")).items;
const fullest = [...incidents].sort((a, b) => b.origins.length * 3 + b.parted.length * 4 + b.tolls.length - (a.origins.length * 3 + a.parted.length * 4 + a.tolls.length))[0];
const detail = await ask(`/incident/${fullest.id}`);
const loud = detail.accounts.flatMap((one) => Object.values(one.cells)).find((cell) => cell.loud) ?? Object.values(detail.accounts[0].cells)[0];
const speaker = (await ask("/speakers?limit=1")).items[0];
const held = (await ask("/control")).items[0];
const changes = (await ask("/control/changes")).items;
const single = (await ask("/incidents?status=single_source&limit=1")).items[0];

const pages = {
  situation: "/", "situation-open": `/?sel=${fullest.id}`, "situation-asof": "/?asof=2022-10-01&from=2022-09-05&to=2022-09-20", "situation-empty": "/?from=2022-10-01&to=2022-10-03&place=Izium&status=disputed",
  incident: `/incident/${fullest.id}`, "incident-one": `/incident/${single.id}`, document: `/document/${encodeURIComponent(loud.document)}#c=${loud.start}-${loud.end}`, disagreements: "/disagreements",
  place: `/place/${encodeURIComponent(held.id)}`, control: `/control?day=${changes.at(-1)?.day ?? ""}`, movement: "/movement", speakers: "/speakers", speaker: `/speaker/${encodeURIComponent(speaker.id)}`, sources: "/sources", review: "/review", search: "/search?q=Kherson",
};
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"] });
const plain = only.filter((name) => !name.startsWith("--"));
for (const [size, width, height] of [["", 1280, 800], ["-phone", 390, 844]]) {
  if (only.includes("--wide") && size) continue;
  for (const scheme of ["light", "dark"]) {
    if (only.includes("--light") && scheme === "dark") continue;
    const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, isMobile: size !== "", hasTouch: size !== "" });
    const page = await context.newPage();
    page.on("pageerror", (error) => console.error("page:", error.message));
    page.on("console", (message) => { if (message.type() === "error" || message.type() === "warning") console.error("console:", message.text().slice(0, 300)); });
    for (const [name, path] of Object.entries(pages)) {
      if (plain.length && !plain.includes(name)) continue;
      await page.goto(address + path);
      await page.waitForTimeout(1200);
      if (width > 760 && /situation|control|movement/.test(name)) await page.waitForSelector("[data-ready]", { timeout: 30_000 }).catch(() => console.error(`no map on ${name}`));
      await page.waitForTimeout(300);
      await page.screenshot({ path: `${folder}/${name}${size}${scheme === "dark" ? "-dark" : ""}.png` });
    }
    await context.close();
  }
}
await browser.close();
server?.kill();
