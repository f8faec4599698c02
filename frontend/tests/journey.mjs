// A reader's way through the pages of a running server: `node journey.mjs ADDRESS`. Prints what was seen as JSON.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const address = process.argv[2];
const outside = [];
const broken = [];
const seen = {};
const program = process.env.CHROMIUM ?? "/usr/bin/chromium";
if (!existsSync(program)) throw new Error(`there is no ${program}`);
const browser = await chromium.launch({ executablePath: program, args: ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"] });
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

// What nothing passes says why.
await page.goto(`${address}/?q=zzzzqqq`);
await page.waitForSelector(".list .note");
seen.empty = await page.textContent(".list .note");

console.log(JSON.stringify({ ...seen, outside, broken }));
await browser.close();
