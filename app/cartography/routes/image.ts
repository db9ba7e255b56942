import { createHash } from "node:crypto";
import { memberContext } from "#app/auth/context.ts";
import { readCoverage } from "#app/cartography/coverage.server.ts";
import { drawMap } from "#app/cartography/draw-map.server.ts";
import { readMapState } from "#app/cartography/map-url.ts";
import { readListParams } from "#app/filters/list-params.ts";
import type { Route } from "./+types/image";

/**
 * The map as one image, for a slide, a mail, or a browser that cannot draw it. `theme=sombre` for a dark page,
 * `legende=non` where the page has its own.
 */
export async function loader({ context, request, url }: Route.LoaderArgs) {
  const { level, measure, inTarget } = readMapState(url.searchParams);
  const { filter } = readListParams(url.searchParams);
  const { cells } = await readCoverage(context.get(memberContext), { level, filter, inTarget });
  const dark = url.searchParams.get("theme") === "sombre";
  const legend = url.searchParams.get("legende") !== "non";
  const svg = drawMap({ level, measure, cells, dark, legend, today: new Date() });
  const etag = `"${createHash("sha256").update(svg).digest("base64url").slice(0, 24)}"`;
  const headers = { ETag: etag, "Cache-Control": "private, no-cache" };
  if (request.headers.get("If-None-Match") === etag) return new Response(null, { status: 304, headers });
  return new Response(svg, { headers: { ...headers, "Content-Type": "image/svg+xml; charset=utf-8" } });
}
