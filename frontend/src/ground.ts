// Another ground than the built-in one, where whoever runs the server has set one; otherwise nobody is asked for anything.

import type { LayerSpecification, StyleSpecification } from "maplibre-gl";
import { get } from "./api.ts";
import { colour } from "./base.ts";
import { STILL } from "./root.ts";

export interface Other { style: StyleSpecification; host: string }
interface Given { style: string | null; tiles: string | null; hosts: string[] }
type Protocol = (scheme: string, load: unknown) => void;

/** The style that is set, or null. */
export async function other(addProtocol: Protocol): Promise<Other | null> {
  if (STILL) return null;
  const given = await get<Given>("/api/v1/map/ground");
  if (given.style) {
    const answer = await fetch(given.style);
    if (!answer.ok) throw new Error(`${given.style}: ${answer.status}`);
    return { style: (await answer.json()) as StyleSpecification, host: new URL(given.style).host };
  }
  if (!given.tiles) return null;
  const address = new URL(given.tiles, location.origin);
  const { PMTiles, Protocol } = await import("pmtiles");
  const protocol = new Protocol();
  const archive = new PMTiles(address.href);
  protocol.add(archive);
  addProtocol("pmtiles", protocol.tile);
  const header = await archive.getHeader();
  const url = `pmtiles://${address.href}`;
  return { style: header.tileType === 1 ? vector(url) : raster(url), host: address.origin === location.origin ? address.pathname.slice(1) : address.host };
}

function raster(url: string): StyleSpecification {
  return { version: 8, sources: { tiles: { type: "raster", url, tileSize: 256 } }, layers: [{ id: "tiles", type: "raster", source: "tiles" }] };
}

/** Land, water and roads of tiles in the layers of Protomaps or of OpenMapTiles; names and borders are ours. */
function vector(url: string): StyleSpecification {
  const fill = (layer: string, token: string): LayerSpecification => ({ id: `tiles-${layer}`, type: "fill", source: "tiles", "source-layer": layer, filter: ["==", ["geometry-type"], "Polygon"], paint: { "fill-color": colour(token) } });
  const line = (layer: string): LayerSpecification => ({ id: `tiles-${layer}`, type: "line", source: "tiles", "source-layer": layer, minzoom: 6, paint: { "line-color": colour("line"), "line-width": ["interpolate", ["linear"], ["zoom"], 6, 0.5, 12, 2] } });
  return { version: 8, sources: { tiles: { type: "vector", url } }, layers: [{ id: "tiles-ground", type: "background", paint: { "background-color": colour("land") } }, fill("earth", "land"), fill("water", "water"), line("roads"), line("transportation")] };
}
