/** A plain gesture takes these alone, or lets go of the one that was alone; with Ctrl, ⌘ or Maj, adds or removes. */
export function choose(selection: string[], codes: string[], adds: boolean): string[] {
  if (!adds) {
    const same = codes.length === 1 && selection.length === 1 && selection[0] === codes[0];
    return same ? [] : [...new Set(codes)];
  }
  const [only] = codes;
  if (codes.length === 1 && selection.includes(only!)) return selection.filter((code) => code !== only);
  return [...new Set([...selection, ...codes])];
}

/** The rows between two, both included, beside what was selected when the range began. */
export function extend(before: string[], codes: string[], from: number, to: number): string[] {
  return [...new Set([...before, ...codes.slice(Math.min(from, to), Math.max(from, to) + 1)])];
}

export type Point = [x: number, y: number];

/** The codes whose centre lies in the rectangle between two corners, in any order of the corners. */
export function inRectangle(centres: Map<string, Point[]>, one: Point, other: Point): string[] {
  const [left, right] = [Math.min(one[0], other[0]), Math.max(one[0], other[0])];
  const [top, bottom] = [Math.min(one[1], other[1]), Math.max(one[1], other[1])];
  return [...centres]
    .filter(([, points]) => points.some(([x, y]) => x >= left && x <= right && y >= top && y <= bottom))
    .map(([code]) => code);
}
