import { useHotkey } from "#app/ui/hotkeys.ts";

/** `D` opens « Déplacer vers » of the row that has the focus; arrows go from row to row. */
export function useRowShortcuts(enabled: boolean) {
  useHotkey("d", () => {
    if (!enabled) return;
    const button = focusedRow()?.querySelector<HTMLElement>("[data-moves]");
    button?.focus();
    button?.click();
  });
  useHotkey("ArrowDown", () => enabled && step(1));
  useHotkey("ArrowUp", () => enabled && step(-1));
}

function step(by: number) {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-deal]")];
  const at = rows.indexOf(focusedRow()!);
  const next = at < 0 ? rows[0] : rows[at + by];
  next?.querySelector<HTMLElement>("a[href]")?.focus();
}

function focusedRow(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>("[data-deal]") ?? null;
}
