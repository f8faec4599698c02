declare module "maplibre-gl/dist/maplibre-gl-csp.js" {
  import * as maplibre from "maplibre-gl";
  const found: typeof maplibre;
  export default found;
}
