import type { UsageFact } from "./usage.ts";

/** A line of figures in a frame, as an SVG path draws it; a single one is a level line. */
export function sparkline(
  facts: Pick<UsageFact, "date" | "value">[],
  { width, height }: { width: number; height: number },
): string {
  const days = facts.map(({ date }) => Date.parse(date));
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const top = Math.max(...facts.map(({ value }) => value), 1);
  const points = facts.map(({ value }, i) => {
    const x = last === first ? width : (width * (days[i]! - first)) / (last - first);
    return `${round(x)} ${round(height - (height * value) / top)}`;
  });
  return points.length === 1 ? `M0 ${points[0]!.split(" ")[1]}H${width}` : `M${points.join("L")}`;
}

const round = (length: number) => Math.round(length * 10) / 10;
