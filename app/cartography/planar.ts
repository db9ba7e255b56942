import type { Point } from "./selection.ts";

/**
 * The drawings are planar, in kilometres from the top left of the map, and already projected. MapLibre only knows the
 * sphere: they are laid around the point (0, 0) so that its Mercator gives them back undistorted, at this scale.
 */
const DEGREES = 0.01;
/** About the middle of the drawing. */
const CENTRE: Point = [455, 512];

export function toLonLat([x, y]: Point): Point {
  const mercator = ((CENTRE[1] - y) * DEGREES * Math.PI) / 180;
  return [(x - CENTRE[0]) * DEGREES, (Math.atan(Math.sinh(mercator)) * 180) / Math.PI];
}

export function fromLonLat([lon, lat]: Point): Point {
  const mercator = (Math.asinh(Math.tan((lat * Math.PI) / 180)) * 180) / Math.PI;
  return [lon / DEGREES + CENTRE[0], CENTRE[1] - mercator / DEGREES];
}
