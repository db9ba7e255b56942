import departementDrawing from "./departements.json" with { type: "json" };
import regionDrawing from "./regions.json" with { type: "json" };

/** A territory's outline, ready to print; written by `npm run contours`. */
export type Contour = {
  code: string;
  name: string;
  /** The innermost point, where a label sits. */
  cx: number;
  cy: number;
  /** An SVG path, in `mapViewBox` units (kilometres) or in `insetViewBox` units overseas. */
  d: string;
};

export const contours: Contour[] = departementDrawing.departements;
export const mainland = contours.filter(({ code }) => code.length === 2);
export const overseas = contours.filter(({ code }) => code.length === 3);
export const { mapViewBox, insetViewBox } = departementDrawing;

const regions: Contour[] = regionDrawing.regions;
/** INSEE's numbers of the overseas régions begin with a zero. */
const isFar = ({ code }: Contour) => code.startsWith("R0");

/** What the server draws, in the métropole and in the insets. */
export const drawnAt = {
  region: { mainland: regions.filter((contour) => !isFar(contour)), overseas: regions.filter(isFar) },
  departement: { mainland, overseas },
};
