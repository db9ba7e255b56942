import type { Paint } from "./measures.ts";

/** The colours of the map, as the page's variables give them in the present theme. */
export type Colors = Record<keyof typeof VARIABLES, string>;

const VARIABLES = {
  ground: "--background-alt-grey",
  surface: "--background-default-grey",
  tint: "--border-action-low-blue-france",
  plain: "--artwork-motif-blue-france",
  strong: "--artwork-minor-blue-france",
  solid: "--artwork-major-blue-france",
  stopped: "--background-contrast-grey",
  line: "--border-contrast-grey",
  ink: "--text-title-grey",
};

export function readColors(element: Element): Colors {
  const style = getComputedStyle(element);
  const entries = Object.entries(VARIABLES).map(([name, variable]) => [name, resolved(style, variable)]);
  return Object.fromEntries(entries) as Colors;
}

/** A variable may name another: a colour that has been computed names none. */
function resolved(style: CSSStyleDeclaration, variable: string): string {
  return style.getPropertyValue(variable).trim() || "#888888";
}

/** Pixels of a pattern's side, drawn at twice the size they are shown at. */
export const TILE = 32;

type Draw = (context: CanvasRenderingContext2D, colors: Colors) => void;

/** The fill of each class, told from the others by its drawing: the same as those of the drawing of the server. */
const draws: Record<Paint, Draw> = {
  solid: (context, { solid }) => fill(context, solid),
  plain: (context, { plain }) => fill(context, plain),
  outline: (context, { surface }) => fill(context, surface),
  dots: (context, { strong, surface }) => {
    fill(context, strong);
    for (const [x, y] of grid(16)) disc(context, surface, x + 8, y + 8, 4);
  },
  faint: (context, { surface, tint }) => {
    fill(context, surface);
    for (const [x, y] of grid(16)) {
      disc(context, tint, x + 4, y + 4, 2.6);
      disc(context, tint, x + 12, y + 12, 2.6);
    }
  },
  stripes: (context, { tint, strong }) => {
    fill(context, tint);
    hatch(context, strong, 16, 6, true);
  },
  crosses: (context, { stopped, line }) => {
    fill(context, stopped);
    hatch(context, line, 16, 2.5, true);
    hatch(context, line, 16, 2.5, false);
  },
};

/** A pattern that repeats without a seam. */
export function drawPattern(paint: Paint, colors: Colors): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = TILE;
  const context = canvas.getContext("2d", { willReadFrequently: true })!;
  draws[paint](context, colors);
  return context.getImageData(0, 0, TILE, TILE);
}

function fill(context: CanvasRenderingContext2D, color: string) {
  context.fillStyle = color;
  context.fillRect(0, 0, TILE, TILE);
}

function disc(context: CanvasRenderingContext2D, color: string, x: number, y: number, radius: number) {
  context.fillStyle = color;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}

/** Diagonals every `step` pixels, from before the tile to after it. */
function hatch(
  context: CanvasRenderingContext2D,
  color: string,
  step: number,
  width: number,
  rising: boolean,
) {
  context.strokeStyle = color;
  context.lineWidth = width;
  for (let at = -2 * TILE; at <= 2 * TILE; at += step) {
    context.beginPath();
    context.moveTo(at, rising ? TILE + 8 : -8);
    context.lineTo(at + TILE + 16, rising ? -8 : TILE + 8);
    context.stroke();
  }
}

function* grid(step: number): Generator<[number, number]> {
  for (let x = 0; x < TILE; x += step) for (let y = 0; y < TILE; y += step) yield [x, y];
}
