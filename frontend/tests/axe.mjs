// What axe finds in every view, light and dark, wide and on a phone: `node axe.mjs ADDRESS [WIDTH | VIEW ...]`. Prints JSON: the
// views that were looked at, and every finding; `grave` are those that axe calls serious or critical. axe is put into the
// page by the browser's own tools, so that the content policy of the pages stays as it is. A page is loaded once, and
// looked at in both its schemes.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { launch, views } from "./browser.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const RUN = `axe.run(document, ${JSON.stringify({ resultTypes: ["violations"], runOnly: { type: "tag", values: RULES } })}).then((r) => JSON.stringify(r.violations))`;
const [address, ...only] = process.argv.slice(2);
const widths = only.filter((one) => /^\d+$/.test(one));
const names = only.filter((one) => !/^\d+$/.test(one));
const browser = await launch();
const looked = [];
const found = [];
const all = Object.entries(await views(address)).filter(([name]) => !names.length || names.includes(name));
for (const [width, height] of [[1440, 900], [390, 844]]) {
  if (widths.length && !widths.includes(String(width))) continue;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: "light", reducedMotion: "reduce", isMobile: width < 760, hasTouch: width < 760 });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  for (const [name, { path, ready, then }] of all) {
    await page.emulateMedia({ colorScheme: "light" });
    await page.goto(address + path);
    await page.waitForSelector(ready, { timeout: 45_000 });
    await then?.(page);
    await session.send("Runtime.evaluate", { expression: axe });
    for (const scheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.waitForTimeout(150);
      const { result } = await session.send("Runtime.evaluate", { expression: RUN, awaitPromise: true });
      looked.push(`${name} ${scheme} ${width}`);
      for (const one of JSON.parse(result.value)) {
        found.push({ view: name, scheme, width, rule: one.id, impact: one.impact, grave: one.impact === "serious" || one.impact === "critical", help: one.help, nodes: one.nodes.slice(0, 4).map((node) => `${node.target.join(" ")} | ${node.html.slice(0, 160)} | ${(node.any[0]?.message ?? node.failureSummary ?? "").slice(0, 160)}`), n: one.nodes.length });
      }
    }
  }
  await context.close();
}
console.log(JSON.stringify({ looked, found }));
await browser.close();
