import {
  type GeoJSONSource,
  type LngLatBoundsLike,
  Map as MapLibre,
  Marker,
  NavigationControl,
  setWorkerUrl,
} from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import { insets, insetSize, parisLens } from "./insets.ts";
import type { Level } from "./levels.ts";
import { boundsOf, centresOf, loadZones, type Zones } from "./load-zones.ts";
import { type Colors, drawPattern, readColors } from "./map-colors.ts";
import { type Paint, PAINTS } from "./measures.ts";
import { toLonLat } from "./planar.ts";
import { inRectangle, type Point } from "./selection.ts";

export type Failure = "contours" | "webgl" | "lost";

export type Listeners = {
  onReady: () => void;
  onFailure: (failure: Failure) => void;
  /** A click on a territory, with a key that adds to the selection or not. */
  onPick: (code: string, adds: boolean) => void;
  onHover: (code: string | null, at: { x: number; y: number }) => void;
};

export type Engine = {
  show: (level: Level, paints: Map<string, Paint>, selection: string[], shown: string[] | null) => void;
  /** The territories whose middle lies between two corners of the screen. */
  within: (one: Point, other: Point) => string[];
  /** While a rectangle is drawn, the map stays where it is. */
  hold: (held: boolean) => void;
  destroy: () => void;
};

/** Pixels. */
const PHONE = 640;
const PIECE = 150;

/** On a phone, names need more room than the insets they are under. */
function whole({ clientWidth }: HTMLElement): LngLatBoundsLike {
  const left = clientWidth > PHONE ? -140 : -200;
  return [toLonLat([left, 1030]), toLonLat([1050, -6])];
}

/** The map of MapLibre: no network, no text drawn by it, one source, and the colours of the page. */
export function startEngine(container: HTMLElement, listeners: Listeners): Engine {
  setWorkerUrl(workerUrl);
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let colors = readColors(container);
  const map = new MapLibre({
    container,
    style: styleOf(colors),
    bounds: whole(container),
    fitBoundsOptions: { padding: 12 },
    maxZoom: 12,
    ...{ attributionControl: false, dragRotate: false, pitchWithRotate: false, touchPitch: false },
    ...{ boxZoom: false, renderWorldCopies: false, fadeDuration: 0, rollEnabled: false },
    locale: {
      "Map.Title":
        "Carte. Flèches\u00A0: se déplacer, plus et moins\u00A0: zoomer. Le tableau dit la même chose.",
      "NavigationControl.ZoomIn": "Agrandir",
      "NavigationControl.ZoomOut": "Réduire",
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  const markers = [...insets.map(insetLabel), lensLabel(container)].map(({ text, at, className }) => {
    const element = document.createElement("span");
    element.className = className;
    element.textContent = text;
    // The table names them.
    element.setAttribute("aria-hidden", "true");
    return new Marker({ element, anchor: "top" }).setLngLat(at).addTo(map);
  });

  let state: { level: Level; zones: Zones; centres: Map<string, Point[]> } | undefined;
  let wanted: Parameters<Engine["show"]> | undefined;
  /** What the map holds: which outlines, and the fill of each. */
  let held: { key: string; paints: Map<string, Paint> } | undefined;
  let framed = "";
  let selected: string[] = [];
  let hovered: string | null = null;
  let alive = true;

  const styled = new Promise<void>((resolve) => map.once("style.load", () => resolve()));
  map.on("webglcontextlost", () => fail("lost"));
  map.on("error", ({ error }) => {
    // A worker that cannot start leaves the map blank.
    if (!state) fail("webgl");
    else console.warn(error.message);
  });

  function fail(failure: Failure) {
    if (alive) listeners.onFailure(failure);
  }

  async function show(...asked: Parameters<Engine["show"]>) {
    wanted = asked;
    const [level, paints, selection, shown] = asked;
    let zones: Zones;
    try {
      [zones] = await Promise.all([loadZones(level), styled]);
    } catch {
      return fail("contours");
    }
    const isCurrent = () => alive && wanted === asked;
    if (!isCurrent()) return;
    const isNew = state?.level !== level;
    if (isNew) state = { level, zones, centres: centresOf(zones) };
    const among = shown && new Set(shown);
    const features = among
      ? zones.features.filter(({ properties }) => among.has(properties.code))
      : zones.features;
    const key = `${level} ${among ? shown!.toSorted().join() : ""}`;
    if (held?.key === key) repaintZones(paints);
    else {
      label(level, among !== null);
      frame(features, among !== null, key);
      if (!(await fillZones(features, paints, isCurrent))) return;
      held = { key, paints };
      map.once("idle", () => alive && listeners.onReady());
    }
    select(selection);
  }

  /** In pieces, so that no task lasts; false when something else is wanted meanwhile. */
  async function fillZones(
    features: Zones["features"],
    paints: Map<string, Paint>,
    isCurrent: () => boolean,
  ) {
    const source = map.getSource<GeoJSONSource>("zones")!;
    held = undefined;
    select([]);
    addImages();
    void source.setData({ type: "FeatureCollection", features: [] });
    for (let at = 0; at < features.length; at += PIECE) {
      const piece = features.slice(at, at + PIECE);
      for (const { properties } of piece) properties.paint = paints.get(properties.code) ?? "outline";
      void source.updateData({ add: piece });
      await new Promise((resolve) => setTimeout(resolve));
      if (!isCurrent()) return false;
    }
    return true;
  }

  /** Only the fills that change are told to the worker: outlines are heavy to copy. */
  function repaintZones(paints: Map<string, Paint>) {
    const changed = [...paints].filter(([code, paint]) => held!.paints.get(code) !== paint);
    held!.paints = paints;
    if (changed.length === 0) return;
    const update = changed.map(([id, value]) => ({ id, addOrUpdateProperties: [{ key: "paint", value }] }));
    void map.getSource<GeoJSONSource>("zones")!.updateData({ update });
  }

  function label(level: Level, isPart: boolean) {
    markers.at(-1)!.getElement().hidden = isPart || level !== "departement";
    for (const marker of markers.slice(0, -1)) marker.getElement().hidden = isPart;
  }

  function frame(features: Zones["features"], isPart: boolean, key: string) {
    const wished = isPart ? key : "";
    if (wished === framed) return;
    framed = wished;
    const points = features.flatMap(({ geometry }) => geometry.coordinates.flat(2)) as Point[];
    const bounds = isPart && points.length > 0 ? boundsOf(points) : whole(container);
    // The legend covers the left of a wide map.
    const left = isPart && container.clientWidth > PHONE ? 240 : 24;
    map.fitBounds(bounds, {
      padding: { top: 24, right: 24, bottom: 24, left },
      animate: !still.matches,
      duration: 400,
    });
  }

  function select(codes: string[]) {
    for (const id of selected) map.setFeatureState({ source: "zones", id }, { selected: false });
    for (const id of codes) map.setFeatureState({ source: "zones", id }, { selected: true });
    selected = codes;
  }

  function addImages(again = false) {
    for (const paint of PAINTS) {
      if (!map.hasImage(paint)) map.addImage(paint, drawPattern(paint, colors), { pixelRatio: 2 });
      else if (again) map.updateImage(paint, drawPattern(paint, colors));
    }
  }

  function repaint() {
    colors = readColors(container);
    addImages(true);
    for (const { id, paint } of styleOf(colors).layers)
      for (const [name, value] of Object.entries(paint))
        map.setPaintProperty(id, name as never, value as never);
  }
  const theme = new MutationObserver(() => void styled.then(repaint));
  theme.observe(document.documentElement, { attributeFilter: ["data-fr-theme"] });

  map.on("click", "fill", ({ features, originalEvent: { ctrlKey, metaKey } }) => {
    const code = features?.[0]?.properties["code"];
    if (code) listeners.onPick(String(code), ctrlKey || metaKey);
  });
  map.on("mousemove", "fill", ({ features, point }) =>
    hover(String(features?.[0]?.properties["code"]), point),
  );
  map.on("mouseleave", "fill", ({ point }) => hover(null, point));

  function hover(code: string | null, point: { x: number; y: number }) {
    if (code !== hovered) {
      if (hovered) map.setFeatureState({ source: "zones", id: hovered }, { hovered: false });
      if (code) map.setFeatureState({ source: "zones", id: code }, { hovered: true });
      map.getCanvas().classList.toggle("is-over", code !== null);
      hovered = code;
    }
    listeners.onHover(code, point);
  }

  return {
    show: (...asked) => void show(...asked),
    within(one, other) {
      if (!state) return [];
      const [from, to] = [map.unproject(one), map.unproject(other)];
      return inRectangle(state.centres, [from.lng, from.lat], [to.lng, to.lat]);
    },
    hold(fixed) {
      if (fixed) map.dragPan.disable();
      else map.dragPan.enable();
    },
    destroy() {
      alive = false;
      theme.disconnect();
      map.remove();
    },
  };
}

/** No glyphs, no sprite, no tiles: nothing is asked of any other server. */
function styleOf({ ground, surface, line, ink }: Colors) {
  const flagged = (state: string) => ["boolean", ["feature-state", state], false];
  return {
    version: 8 as const,
    sources: {
      zones: {
        ...{ type: "geojson" as const, promoteId: "code", tolerance: 0.2, maxzoom: 10, buffer: 16 },
        data: { type: "FeatureCollection" as const, features: [] },
      },
    },
    layers: [
      { id: "ground", type: "background" as const, paint: { "background-color": ground } },
      {
        ...{ id: "fill", type: "fill" as const, source: "zones" },
        paint: { "fill-pattern": ["get", "paint"], "fill-antialias": true },
      },
      {
        ...{ id: "edge", type: "line" as const, source: "zones" },
        layout: { "line-join": "round" as const },
        paint: {
          "line-color": ["match", ["get", "paint"], ["outline", "faint"], line, surface],
          "line-width": ["interpolate", ["linear"], ["zoom"], 4, 0.4, 8, 1.2],
        },
      },
      {
        ...{ id: "halo", type: "line" as const, source: "zones" },
        layout: { "line-join": "round" as const },
        paint: { "line-color": surface, "line-width": ["case", flagged("selected"), 6, 0] },
      },
      {
        ...{ id: "mark", type: "line" as const, source: "zones" },
        layout: { "line-join": "round" as const },
        paint: {
          "line-color": ink,
          "line-width": ["case", flagged("selected"), 3, flagged("hovered"), 1.5, 0],
        },
      },
    ],
  } as never as {
    version: 8;
    sources: never;
    layers: { id: string; type: never; paint: Record<string, unknown> }[];
  };
}

function insetLabel({ name, x, y, scale }: (typeof insets)[number]) {
  const at = toLonLat([x + (insetSize.width * scale) / 2, y + insetSize.height * scale]);
  return { text: name, at, className: "territory-map__label" };
}

function lensLabel({ clientWidth }: HTMLElement) {
  const at = toLonLat([parisLens.x, parisLens.y + 68]);
  const text = clientWidth > PHONE ? parisLens.name : "Paris";
  return { text, at, className: "territory-map__label" };
}
