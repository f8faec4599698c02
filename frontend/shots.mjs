// Pictures of every view: `node shots.mjs ADDRESS FOLDER [VIEW | --wide | --light ...]`, wide in light and dark, and on a phone. Drives
// Debian's Chromium. In place of an address, a ledger: it is served on a port of its own by `contested`, as $CONTESTED
// calls it. WebP, since the pictures are kept beside the sources and must stay small.
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { launch, views } from "./tests/browser.mjs";

const [given = "http://127.0.0.1:8765", folder = "shots", ...only] = process.argv.slice(2);
const port = 8791;
const server = given.startsWith("http") ? null : spawn(process.env.CONTESTED ?? "contested", ["serve", "--ledger", given, "--port", String(port)], { stdio: "ignore" });
const address = server ? `http://127.0.0.1:${port}` : given;
for (let turn = 0; server && turn < 120; turn += 1) {
  if (await fetch(`${address}/api/v1/situation`).then((found) => found.ok).catch(() => false)) break;
  await new Promise((done) => setTimeout(done, 500));
}
const plain = only.filter((name) => !name.startsWith("--"));
const chosen = Object.entries(await views(address)).filter(([name]) => !plain.length || plain.includes(name));
mkdirSync(folder, { recursive: true });
const browser = await launch();
for (const [size, width, height, schemes] of [["", 1280, 800, ["light", "dark"]], ["-phone", 390, 844, ["light"]]]) {
  if (only.includes("--wide") && size) continue;
  for (const scheme of schemes) {
    if (only.includes("--light") && scheme === "dark") continue;
    const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, reducedMotion: "reduce", isMobile: size !== "", hasTouch: size !== "" });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    page.on("pageerror", (error) => console.error("page:", error.message));
    page.on("response", (answer) => { if (answer.status() >= 400) console.error(answer.status(), answer.url()); });
    for (const [name, { path, ready, then }] of chosen) {
      await page.goto(address + path);
      await page.waitForSelector(ready, { timeout: 45_000 });
      await then?.(page);
      if (width > 760 && /situation|control|movement/.test(name)) await page.waitForSelector("[data-ready]", { timeout: 30_000 }).catch(() => console.error(`no map on ${name}`));
      await page.waitForTimeout(700);
      const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality: 60 });
      writeFileSync(`${folder}/pages-${name}${size}${scheme === "dark" ? "-dark" : ""}.webp`, Buffer.from(data, "base64"));
    }
    await context.close();
  }
}
await browser.close();
server?.kill();
