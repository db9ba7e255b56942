/**
 * Where what the map cannot show at its place is drawn instead, in the map's kilometres: a point of the inset's own
 * drawing goes to `(x, y) + scale × point`.
 */
export type Inset = { code: string; name: string; x: number; y: number; scale: number };

const COLUMN = { left: -135, top: 8, step: 124, scale: 1.15 };

/** The overseas départements, one under the other in the Atlantic. */
export const insets: Inset[] = [
  ["971", "Guadeloupe"],
  ["972", "Martinique"],
  ["973", "Guyane"],
  ["974", "La Réunion"],
  ["976", "Mayotte"],
].map(([code, name], index) => ({
  code: code!,
  name: name!,
  x: COLUMN.left,
  y: COLUMN.top + index * COLUMN.step,
  scale: COLUMN.scale,
}));

/** The size of an inset's own drawing, as `insetViewBox` says it. */
export const insetSize = { width: 80, height: 68 };

/** Paris and its three neighbours, enlarged around this point of the Channel. */
export const parisLens = { name: "Paris et petite couronne", x: 120, y: 100, scale: 4.5 };
