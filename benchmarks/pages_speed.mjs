// Frame times of the pages over a server that runs: `node benchmarks/pages_speed.mjs ADDRESS`. Prints JSON. Frames are those
// of the browser itself (requestAnimationFrame) while the map is dragged and the list scrolled; without a graphics card
// the map is drawn by the processor, so that these figures are a floor.
import { launch } from "../frontend/tests/browser.mjs";

const address = process.argv[2];
const browser = await launch();
const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
const start = Date.now();
await page.goto(address);
await page.waitForSelector(".it");
const list_ms = Date.now() - start;
await page.waitForSelector(".over .pt");
await page.waitForSelector("[data-ready]", { timeout: 60_000 });
const map_ms = Date.now() - start;
const incidents = Number((await page.textContent(".lh h2")).replace(/\D/g, ""));

const frames = async (act) => {
  await page.evaluate(() => {
    window.times = [];
    window.ours = [];
    const tick = (at) => { window.times.push(at); if (window.times.length < 5000 && !window.done) requestAnimationFrame(tick); };
    window.done = false;
    requestAnimationFrame(tick);
  });
  await act();
  const times = await page.evaluate(() => { window.done = true; return window.times; });
  const gaps = times.slice(1).map((at, i) => at - times[i]).sort((a, b) => a - b);
  const at = (share) => Math.round((gaps[Math.min(gaps.length - 1, Math.floor(gaps.length * share))] ?? 0) * 10) / 10;
  return { frames: gaps.length, median_ms: at(0.5), p95_ms: at(0.95), worst_ms: at(1), per_second: Math.round(1000 / (gaps.reduce((a, b) => a + b, 0) / gaps.length)) };
};
const box = await page.locator(".mapbox").boundingBox();
const [x, y] = [box.x + box.width * 0.6, box.y + box.height * 0.5];
const pan = await frames(async () => {
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let i = 0; i < 120; i += 1) await page.mouse.move(x - 150 * Math.sin(i / 12), y + 80 * Math.cos(i / 12));
  await page.mouse.up();
});
const scroll = await frames(async () => {
  await page.mouse.move(box.x + box.width + 100, y);
  for (let i = 0; i < 60; i += 1) await page.mouse.wheel(0, 240);
});
// What our own drawing takes of a frame: script time of the tab while panning, by the browser's own account.
const client = await page.context().newCDPSession(page);
await client.send("Performance.enable");
const script = async () => Object.fromEntries((await client.send("Performance.getMetrics")).metrics.map((one) => [one.name, one.value]));
const before = await script();
const again = await frames(async () => {
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let i = 0; i < 60; i += 1) await page.mouse.move(x - 150 * Math.sin(i / 12), y + 80 * Math.cos(i / 12));
  await page.mouse.up();
});
const after = await script();
const script_ms_a_frame = Math.round(((after.ScriptDuration - before.ScriptDuration + after.LayoutDuration - before.LayoutDuration + after.RecalcStyleDuration - before.RecalcStyleDuration) * 10_000) / Math.max(1, again.frames)) / 10;
const filtering = [];
for (const status of ["disputed", "single_source", "corroborated"]) {
  const began = Date.now();
  await page.goto(`${address}/?status=${status}`);
  await page.waitForSelector(".it");
  filtering.push(Date.now() - began);
}
console.log(JSON.stringify({ incidents, list_ms, map_ms, pan, scroll, script_ms_a_frame, open_filtered_ms: filtering, memory_mib: Math.round((await script()).JSHeapUsedSize / 2 ** 20) }));
await browser.close();
