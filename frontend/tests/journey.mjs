// A reader's way through the pages of a running server: `node journey.mjs ADDRESS`. Prints what was seen as JSON.
import { launch } from "./browser.mjs";

const address = process.argv[2];
const outside = [];
const broken = [];
const seen = {};
const browser = await launch();
const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce", timezoneId: process.env.ZONE ?? "Europe/Kyiv" });
context.setDefaultTimeout(45_000);
const page = await context.newPage();
page.on("request", (request) => { if (!request.url().startsWith(address) && !request.url().startsWith("data:") && !request.url().startsWith("blob:")) outside.push(request.url()); });
page.on("pageerror", (error) => broken.push(error.message));
page.on("console", (message) => { if (/Content Security Policy/.test(message.text())) broken.push(message.text()); });

const count = async () => Number((await page.textContent(".lh h2")).replace(/\D/g, ""));
const settled = async (change) => {
  const answer = page.waitForResponse((found) => found.url().includes("/api/v1/incidents?") && found.ok());
  await change();
  await answer;
  await page.waitForFunction(() => !document.querySelector(".filters.busy"));
  await page.waitForTimeout(300);
};

// The situation: a list, a timeline, a map.
await page.goto(address);
await page.waitForSelector(".it");
seen.all = await count();
seen.bars = await page.locator(".tl .bar-hollow, .tl .bar-solid, .tl .bar-cut").count();
await page.waitForSelector(".over .pt");
seen.marks = await page.locator(".over .pt").count();

// Brushing over the days filters, and the address holds it.
const field = await page.locator(".tl .field").boundingBox();
await settled(async () => {
  await page.mouse.move(field.x + field.width * 0.35, field.y + 30);
  await page.mouse.down();
  await page.mouse.move(field.x + field.width * 0.5, field.y + 30, { steps: 6 });
  await page.mouse.up();
});
seen.brushed = await count();
seen.address = new URL(page.url()).search;
seen.chip = await page.textContent(".chip b");

// The copied address gives the same view in another window.
const other = await context.newPage();
await other.goto(page.url());
await other.waitForSelector(".it");
seen.shared = Number((await other.textContent(".lh h2")).replace(/\D/g, ""));
seen.sharedTitles = await other.locator(".it h3").allTextContents();
seen.titles = await page.locator(".it h3").allTextContents();
await other.close();
await page.goBack();
await page.waitForFunction((n) => document.querySelector(".lh h2")?.textContent?.replace(/\D/g, "") === String(n), seen.all);
seen.back = await count();

// From the keyboard: the next incident, opened; where accounts part, the cell that says so.
await page.keyboard.press("j");
await page.waitForSelector(".it.sel");
seen.chosen = new URL(page.url()).searchParams.get("sel");
const parted = (await (await fetch(`${address}/api/v1/incidents?status=disputed&limit=20`)).json()).items;
for (const { id } of parted) {
  await page.goto(`${address}/incident/${id}`);
  await page.waitForSelector(".facts");
  if (await page.locator("td.dis").count()) break;
}
seen.title = await page.textContent("h1");
seen.status = await page.textContent(".head .st");
seen.loud = await page.locator("td.dis").count();
seen.reason = await page.locator("td.dis .sg").first().getAttribute("title");
await page.locator("td.dis").first().click();
await page.waitForSelector(".words mark");
seen.quote = await page.locator(".words mark").first().textContent();

// On to the words in their document: they are lit, and they are the same.
await page.keyboard.press("w");
await page.waitForSelector(".doc .on");
seen.hash = new URL(page.url()).hash;
seen.lit = (await page.locator(".doc .text .on").allTextContents()).join("");
seen.inView = await page.locator(".doc .text .on").first().evaluate((node) => { const box = node.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; });

// The control slider: another day, another picture, in the address.
await page.goto(`${address}/control`);
await page.waitForSelector(".slide input[type=range]");
await page.waitForSelector("aside li");
seen.day = await page.textContent(".slide output");
await page.locator(".slide input[type=range]").focus();
for (let i = 0; i < 10; i += 1) await page.keyboard.press("ArrowLeft");
await page.waitForURL(/day=/);
seen.dayAfter = await page.textContent(".slide output");
seen.dayAddress = new URL(page.url()).searchParams.get("day");

// A shared control address gives the same day.
const again = await context.newPage();
await again.goto(page.url());
await again.waitForSelector("aside li");
seen.daySharedAgain = await again.textContent(".slide output");
await again.close();

// A reading found wrong is struck and kept; undone, it stands again.
const queue = async () => (await (await fetch(`${address}/api/v1/queue?limit=1`)).json()).total;
seen.queue = await queue();
await page.goto(`${address}/review`);
await page.waitForSelector(".queue li");
await page.keyboard.press("j");
await page.keyboard.press("n");
await page.waitForSelector(".queue .struck [data-undo]");
seen.struck = await page.textContent(".queue .struck .rev .meta");
const weighed = async (n) => { for (let i = 0; i < 300 && (await queue()) !== n; i += 1) await page.waitForTimeout(200); return queue(); };
seen.queueAfter = await weighed(seen.queue - 1);
await page.locator(".queue .struck [data-undo]").click();
await page.waitForFunction(() => !document.querySelector(".queue .struck"));
seen.queueUndone = await weighed(seen.queue);

// An area drawn on the map, by hand, is a filter in the address; so are corners that are typed.
await page.goto(`${address}/?map=5/48.5/35`);
await page.waitForSelector("[data-ready]");
const box = await page.locator(".mapbox").boundingBox();
await page.getByRole("button", { name: "Draw an area" }).click();
for (const [x, y] of [[0.45, 0.25], [0.75, 0.3], [0.7, 0.7], [0.42, 0.68]]) await page.mouse.click(box.x + box.width * x, box.y + box.height * y);
await settled(() => page.getByRole("button", { name: "Close the area" }).click());
seen.area = new URL(page.url()).searchParams.get("area");
seen.inArea = await count();
seen.areaFiltered = (await (await fetch(`${address}/api/v1/incidents?limit=1&area=${encodeURIComponent(seen.area)}`)).json()).total;

// Layers are switched, and stay so.
const layers = page.locator(".legend details.layers");
await layers.locator("summary").click();
seen.layers = await layers.locator("input").evaluateAll((all) => all.map((one) => one.dataset.layer));
await page.waitForSelector("circle.town");
await layers.locator("[data-layer=towns]").uncheck();
await page.waitForFunction(() => !document.querySelector("circle.town"));
seen.townsOff = await page.locator("circle.town").count();
await layers.locator("[data-layer=towns]").check();

// What is on the screen, as files.
await page.getByRole("button", { name: "Export" }).click();
const saved = async (name) => {
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
  const chunks = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk);
  return Buffer.concat(chunks);
};
seen.csvRows = (await saved(/Table of incidents/)).toString("utf8").trim().split("\r\n").length - 1;
await page.getByRole("button", { name: "Export" }).click();
seen.geojson = JSON.parse((await saved(/GeoJSON/)).toString("utf8")).features.length;
await page.getByRole("button", { name: "Export" }).click();
const png = await saved(/PNG/);
seen.png = [png.subarray(1, 4).toString(), png.readUInt32BE(16), png.length > 20_000];
await page.goto(`${address}/sitrep?place=Izium`);
await page.waitForSelector(".sheet-of-paper li");
seen.sitrep = await page.locator(".sheet-of-paper h2").allTextContents();

// What nothing passes says why.
await page.goto(`${address}/?q=zzzzqqq`);
await page.waitForSelector(".list .note");
seen.empty = await page.textContent(".list .note");

console.log(JSON.stringify({ ...seen, outside, broken }));
await browser.close();
