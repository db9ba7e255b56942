import { useHydrated } from "./hydrated.ts";
import { useShortcuts } from "./shortcuts.ts";

/** Turns off the shortcuts of a single key, in this browser. */
export function ShortcutSwitch() {
  const [on, turn] = useShortcuts();
  return (
    <div className="fr-checkbox-group fr-checkbox-group--sm">
      <input
        type="checkbox"
        id="shortcuts"
        checked={on}
        disabled={!useHydrated()}
        onChange={(event) => turn(event.target.checked)}
      />
      <label className="fr-label" htmlFor="shortcuts">
        Raccourcis d’une seule touche
        <span className="fr-hint-text">
          N, C, D, / et ?, hors des champs de saisie. Désactivez-les si vous dictez ou si une touche part trop
          vite. Dans ce navigateur.
        </span>
      </label>
    </div>
  );
}
