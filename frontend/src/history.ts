// How the picture of an incident changed: told figures above, status below, a step for each day on which news came in.

import * as dates from "./dates.ts";
import { h, s } from "./dom.ts";
import { loud } from "./marks.ts";
import { axis, marksOf } from "./toll.ts";
import type { Step } from "./types.ts";
import { cap, label, num, words } from "./words.ts";

const [WIDE, LEFT, RIGHT] = [560, 48, 552];

const look = (status: string): string => (loud(status) ? "st-cut" : status === "single_source" || status === "retracted" ? "st-hollow" : "st-solid");

/** What changed with a step, in words. */
export function change(step: Step, before: Step | undefined): string {
  const day = dates.say(step.day, false) || words("unknown_day");
  const changes = [
    before ? "" : words("first_told"),
    before && before.status !== step.status ? label("status", step.status).toLowerCase() : "",
    before && before.status === step.status && JSON.stringify(before.tolls.map((t) => t.words)) === JSON.stringify(step.tolls.map((t) => t.words)) ? words("claims_came", { n: step.claims.length }) : "",
    step.tolls[0] && before?.tolls.find((t) => t.of === step.tolls[0]?.of)?.words !== step.tolls[0].words ? step.tolls[0].words : "",
  ].filter(Boolean);
  return `${day}: ${changes.join(", ")}`;
}

export function historyChart(steps: readonly Step[], last: string, href: (id: string) => string): HTMLElement {
  const dated = steps.filter((step) => step.day);
  if (!dated.length) return h("p", { class: "meta" }, words("no_history"));
  const first = dates.number(dated[0]?.day) - 1;
  const end = Math.max(dates.number(last) || first, dates.number(dated.at(-1)?.day) + 1, first + 7);
  const x = (day: number): number => LEFT + ((day - first) / (end - first)) * (RIGHT - LEFT);
  const body: SVGElement[] = [];
  const of = dated.flatMap((step) => step.tolls.map((toll) => toll.of))[0];
  const tolls = dated.map((step) => step.tolls.find((toll) => toll.of === of) ?? null);
  const top = of ? 26 : 26;
  const lane = of ? 112 : 40;
  if (of) {
    const scale = axis(tolls.filter((toll) => toll !== null));
    const y = (value: number): number => top + 70 * (1 - (value - scale.low) / (scale.high - scale.low));
    for (const value of marksOf(scale, 3)) body.push(s("path", { d: `M${LEFT} ${y(value).toFixed(1)}H${RIGHT}`, class: "gridline" }), s("text", { x: LEFT - 6, y: y(value) + 4, class: "tx", "text-anchor": "end" }, num(value)));
    tolls.forEach((toll, i) => {
      if (!toll) return;
      const [a, b] = [x(dates.number(dated[i]?.day)), i + 1 < dated.length ? x(dates.number(dated[i + 1]?.day)) : RIGHT];
      const [low, high] = [toll.low ?? scale.low, toll.high ?? scale.high];
      body.push(s("rect", { x: a, y: y(high), width: Math.max(1, b - a), height: Math.max(1, y(low) - y(high)), class: "band" }));
      if (toll.best !== null) body.push(s("path", { d: `M${a} ${y(toll.best)}H${b}`, class: "rangeline" }));
    });
  }
  const shownAt: number[] = [];
  dated.forEach((step, i) => {
    const [a, b] = [x(dates.number(step.day)), i + 1 < dated.length ? x(dates.number(dated[i + 1]?.day)) : RIGHT];
    body.push(s("rect", { x: a, y: lane, width: Math.max(1, b - a), height: 11, class: look(step.status) }, s("title", null, label("status", step.status))));
    if (loud(step.status)) for (let at = a + 6; at < b - 4; at += 14) body.push(s("path", { d: `M${at} ${lane + 11}l6 -11`, class: "slashes" }));
    if (!shownAt.some((at) => Math.abs(at - a) < 15)) {
      shownAt.push(a);
      body.push(s("path", { d: `M${a} 18V${lane}`, class: "even" }), s("circle", { cx: a, cy: 10, r: 8, class: "st-hollow" }), s("text", { x: a, y: 14, class: "cn" }, i + 1));
    }
  });
  for (const day of dates.ticks(first + 1, end, 6)) body.push(s("text", { x: x(day), y: lane + 26, class: "tx", "text-anchor": x(day) > RIGHT - 20 ? "end" : "middle" }, dates.say(dates.iso(day), false)));
  body.push(s("path", { d: `M${RIGHT} 4V${lane + 11}`, class: "asofline" }));
  const said = dated.map((step, i) => change(step, dated[i - 1]));
  return h("div", null,
    s("svg", { viewBox: `0 0 ${WIDE} ${lane + 32}`, role: "img", "aria-label": `${of ? `${cap(label("count", of))}. ` : ""}${said.join("; ")}` }, body),
    h("ol", { class: "steps" }, dated.map((step, i) => h("li", null, h("b", null, i + 1), ` ${said[i] ?? ""} `, step.documents[0] ? h("a", { href: href(step.documents[0]) }, words("words_short")) : null))));
}
