export function stepLabel(position: number): string {
  if (position === 1) return "Premier message";
  return position === 2 ? "Relance" : `Relance ${position - 1}`;
}
