// Hostile texts in every place that shows them: `node hostile.mjs ADDRESS`. Prints what the page made of them, as JSON.
import { launch } from "./browser.mjs";

const address = process.argv[2];
const browser = await launch();
const broken = [];
const outside = [];
const seen = { wide: {}, scripts: 0 };
for (const width of [1280, 390]) {
  const context = await browser.newContext({ viewport: { width, height: 800 } });
  await context.addInitScript(() => { window.hit = 0; });
  const page = await context.newPage();
  page.on("dialog", (dialog) => { broken.push(`dialog ${dialog.message()}`); void dialog.dismiss(); });
  page.on("pageerror", (error) => broken.push(error.message));
  page.on("console", (message) => { if (/Content Security Policy/.test(message.text())) broken.push(message.text()); });
  page.on("request", (request) => { if (!request.url().startsWith(address) && !/^(data|blob):/.test(request.url())) outside.push(request.url()); });
  const { items } = await (await fetch(`${address}/api/v1/documents?limit=20`)).json();
  const incidents = (await (await fetch(`${address}/api/v1/incidents?limit=20`)).json()).items;
  const paths = ["/", "/review", "/disagreements", "/speakers", "/sources", "/sitrep", "/search?q=shelled", ...items.map((one) => `/document/${encodeURIComponent(one.id)}`), ...incidents.map((one) => `/incident/${one.id}`), ...incidents.filter((one) => one.place_id).slice(0, 2).map((one) => `/place/${encodeURIComponent(one.place_id)}`)];
  for (const path of paths) {
    await page.goto(address + path);
    await page.waitForSelector("h1, .it, .note", { timeout: 45_000 });
    await page.waitForTimeout(500);
    const found = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth - innerWidth, hit: window.hit, scripts: document.querySelectorAll("main script, main img, main iframe, main svg image").length, bidi: [...document.querySelectorAll(".said, .text, .q")].filter((node) => !/isolate/.test(getComputedStyle(node).unicodeBidi)).length }));
    if (found.wide > 1) seen.wide[`${path} ${width}`] = found.wide;
    seen.scripts += found.scripts + found.hit;
    seen.bidi = (seen.bidi ?? 0) + found.bidi;
    if (path.startsWith("/document/") && width === 1280) {
      seen.text = (seen.text ?? "") + (await page.locator(".doc .text").textContent());
      seen.controls = (seen.controls ?? 0) + (await page.locator(".doc .ctrl").count());
    }
  }
  await context.close();
}
console.log(JSON.stringify({ ...seen, broken, outside }));
await browser.close();
