import drawing from "./departements.json" with { type: "json" };

/** A département's outline, ready to print; written by `npm run contours`. */
export type Contour = {
  code: string;
  name: string;
  /** The innermost point, where a label sits. */
  cx: number;
  cy: number;
  /** An SVG path, in `mapViewBox` units (kilometres) or in `insetViewBox` units overseas. */
  d: string;
};

export const contours: Contour[] = drawing.departements;
export const mainland = contours.filter(({ code }) => code.length === 2);
export const overseas = contours.filter(({ code }) => code.length === 3);
export const { mapViewBox, insetViewBox } = drawing;
