import type { FormAnswer } from "#app/ui/form.tsx";
import { CALL_OUTCOMES, OUTCOME_LABELS } from "./interaction.ts";

/** How a call ended. The stylesheet shows it beside « Appel » alone. */
export function CallFields({ values }: { values: FormAnswer["values"] }) {
  return (
    <div className="row row--wrap quicklog__call">
      <div className="row row--wrap quicklog__outcomes" role="radiogroup" aria-label="Résultat de l’appel">
        {CALL_OUTCOMES.map((outcome) => (
          <label key={outcome} className="chip chip--sm">
            <input
              className="fr-sr-only"
              type="radio"
              name="outcome"
              value={outcome}
              defaultChecked={values?.outcome === outcome}
            />
            {OUTCOME_LABELS[outcome]}
          </label>
        ))}
      </div>
    </div>
  );
}
