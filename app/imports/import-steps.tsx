const STEPS = ["Fichier", "Colonnes", "Aperçu", "Import"];

/** Where one is, of the four steps of an import. */
export function ImportSteps({ at }: { at: number }) {
  return (
    <ol className="fr-raw-list import-steps" aria-label="Étapes de l’import">
      {STEPS.map((step, index) => (
        <li
          key={step}
          className={index === at ? "is-now" : index < at ? "is-done" : ""}
          aria-current={index === at ? "step" : undefined}
        >
          <span className="import-steps__number">{index + 1}</span> {step}
        </li>
      ))}
    </ol>
  );
}
