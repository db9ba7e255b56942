import { href, Link } from "react-router";
import { Dialog } from "./dialog.tsx";
import { useHotkey } from "./hotkeys.ts";
import { useShortcuts } from "./shortcuts.ts";

/** Every shortcut, by where it works. */
const SHORTCUTS: { place: string; keys: [keys: string[], what: string][] }[] = [
  {
    place: "Partout",
    keys: [
      [["Ctrl K"], "Rechercher ou lancer une commande"],
      [["/"], "Filtrer la liste, ou rechercher"],
      [["C"], "Créer"],
      [["Ctrl Entrée"], "Enregistrer ce qui est en cours de saisie"],
      [["?"], "Cette aide"],
    ],
  },
  {
    place: "Sur une fiche",
    keys: [
      [["N"], "Noter un échange"],
      [["D"], "Déplacer vers, puis 1 à 9"],
    ],
  },
  {
    place: "Dans une liste, un tableau",
    keys: [
      [["↑", "↓"], "Passer d’une ligne ou d’une carte à l’autre"],
      [["Espace"], "Cocher"],
      [["Maj ↑", "Maj ↓"], "Étendre la sélection"],
      [["Entrée"], "Ouvrir"],
      [["Échap"], "Fermer, puis tout décocher"],
    ],
  },
];

/** « ? » opens the list of shortcuts. The palette opens it as well. */
export function Help({ open, onOpen, onClose }: { open: boolean; onOpen: () => void; onClose: () => void }) {
  const [on] = useShortcuts();
  useHotkey("?", onOpen);
  return (
    <Dialog open={open} onClose={onClose} title="Raccourcis du clavier">
      {SHORTCUTS.map(({ place, keys }) => (
        <section key={place} className="help">
          <h3 className="strong">{place}</h3>
          <dl className="help__keys">
            {keys.map(([pressed, what]) => (
              <div key={what} className="help__line">
                <dt>
                  {pressed.map((key) => (
                    <kbd key={key} className="kbd">
                      {key}
                    </kbd>
                  ))}
                </dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <p className="small muted">
        Les touches seules {on ? "marchent hors des champs de saisie" : "sont désactivées"}.{" "}
        <Link className="link" to={href("/reglages/compte")} onClick={onClose}>
          {on ? "Les désactiver" : "Les réactiver"}, dans Mon compte
        </Link>
      </p>
    </Dialog>
  );
}
