import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

type Rgb = [number, number, number];
const css = readFileSync(new URL("../../src/tokens.css", import.meta.url), "utf8");
const tokens = new Map([...css.matchAll(/--(\w+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name, light, dark]) => [name as string, [light, dark] as [string, string]]));
const rgb = (hex: string): Rgb => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16) / 255) as Rgb;
const linear = (v: number): number => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const luminance = (hex: string): number => { const [r, g, b] = rgb(hex).map(linear) as Rgb; return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
const contrast = (a: string, b: string): number => { const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p) as [number, number]; return (x + 0.05) / (y + 0.05); };
const of = (name: string, theme: number): string => { const found = tokens.get(name); assert.ok(found, name); return found[theme] as string; };

test("text holds 4.5, marks and edges hold 3, in both themes", () => {
  for (const theme of [0, 1]) {
    for (const ground of ["paper", "surface"]) {
      for (const text of ["ink", "ink2", "ink3", "dispute"]) assert.ok(contrast(of(text, theme), of(ground, theme)) >= 4.5, `${text} on ${ground} ${theme}`);
      for (const mark of ["line2", "sideA", "sideB", "sideC", "sideX"]) assert.ok(contrast(of(mark, theme), of(ground, theme)) >= 3, `${mark} on ${ground} ${theme}`);
    }
    for (const ground of ["land", "water"]) for (const mark of ["ink", "dispute", "sideA", "sideB", "sideC", "sideX"]) assert.ok(contrast(of(mark, theme), of(ground, theme)) >= 3, `${mark} on ${ground} ${theme}`);
    for (const text of ["ink", "ink2", "dispute"]) assert.ok(contrast(of(text, theme), of("disputeT", theme)) >= 4.5, `${text} on disputeT ${theme}`);
    assert.ok(contrast(of("ink", theme), of("lit", theme)) >= 4.5);
    assert.ok(contrast(of("border", theme), of("land", theme)) >= 3);
  }
});

// Machado, Oliveira and Fernandes 2009, full severity, on linear RGB.
const SIGHT: Record<string, number[]> = {
  usual: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritan: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};
function lab(hex: string, m: number[]): Rgb {
  const [r, g, b] = rgb(hex).map(linear) as Rgb;
  const [x, y, z] = [0, 3, 6].map((i) => Math.max(0, Math.min(1, (m[i] as number) * r + (m[i + 1] as number) * g + (m[i + 2] as number) * b))) as Rgb;
  const f = (t: number): number => (t > 216 / 24389 ? Math.cbrt(t) : (24389 / 27 * t + 16) / 116);
  const [X, Y, Z] = [f((0.4124564 * x + 0.3575761 * y + 0.1804375 * z) / 0.95047), f(0.2126729 * x + 0.7151522 * y + 0.072175 * z), f((0.0193339 * x + 0.119192 * y + 0.9503041 * z) / 1.08883)];
  return [116 * Y - 16, 500 * (X - Y), 200 * (Y - Z)];
}
function ciede2000([L1, a1, b1]: Rgb, [L2, a2, b2]: Rgb): number {
  const rad = Math.PI / 180;
  const mean = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2;
  const G = 0.5 * (1 - Math.sqrt(mean ** 7 / (mean ** 7 + 25 ** 7)));
  const [p1, p2] = [a1 * (1 + G), a2 * (1 + G)];
  const [C1, C2] = [Math.hypot(p1, b1), Math.hypot(p2, b2)];
  const hue = (b: number, a: number): number => ((Math.atan2(b, a) / rad) + 360) % 360;
  const [h1, h2] = [hue(b1, p1), hue(b2, p2)];
  let dh = C1 * C2 === 0 ? 0 : h2 - h1;
  if (dh > 180) dh -= 360;
  if (dh < -180) dh += 360;
  const [dL, dC, dH] = [L2 - L1, C2 - C1, 2 * Math.sqrt(C1 * C2) * Math.sin((dh / 2) * rad)];
  const [L, C] = [(L1 + L2) / 2, (C1 + C2) / 2];
  const H = C1 * C2 === 0 ? h1 + h2 : Math.abs(h1 - h2) <= 180 ? (h1 + h2) / 2 : (h1 + h2 + (h1 + h2 < 360 ? 360 : -360)) / 2;
  const T = 1 - 0.17 * Math.cos((H - 30) * rad) + 0.24 * Math.cos(2 * H * rad) + 0.32 * Math.cos((3 * H + 6) * rad) - 0.2 * Math.cos((4 * H - 63) * rad);
  const SL = 1 + (0.015 * (L - 50) ** 2) / Math.sqrt(20 + (L - 50) ** 2);
  const [SC, SH] = [1 + 0.045 * C, 1 + 0.015 * C * T];
  const RT = -2 * Math.sqrt(C ** 7 / (C ** 7 + 25 ** 7)) * Math.sin(60 * Math.exp(-(((H - 275) / 25) ** 2)) * rad);
  return Math.sqrt((dL / SL) ** 2 + (dC / SC) ** 2 + (dH / SH) ** 2 + RT * (dC / SC) * (dH / SH));
}

test("sides and dispute stay apart in four kinds of sight", () => {
  const names = ["sideA", "sideB", "sideC", "sideX", "dispute"];
  for (const theme of [0, 1]) for (const [sight, matrix] of Object.entries(SIGHT)) for (let i = 0; i < names.length; i += 1) for (let j = 0; j < i; j += 1) {
    const far = ciede2000(lab(of(names[i] as string, theme), matrix), lab(of(names[j] as string, theme), matrix));
    assert.ok(far >= 17.5, `${names[i]} and ${names[j]} are ${far.toFixed(1)} apart, ${sight}, theme ${theme}`);
  }
});
