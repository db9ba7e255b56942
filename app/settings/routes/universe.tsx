import { LoadSteps } from "#app/universe/load-steps.tsx";
import { universeProgress } from "#app/universe/load.server.ts";
import { formatNumber } from "#app/ui/format.ts";
import { Section } from "#app/ui/page.tsx";
import type { Route } from "./+types/universe";

export const loader = async () => ({ progress: await universeProgress() });

export default function Universe({ loaderData: { progress } }: Route.ComponentProps) {
  return (
    <Section title="Institutions de référence" count={progress.institutions.done}>
      <p className="muted">
        Partagées par tous les produits, en lecture. Chaque fait porte sa source et son millésime ; vous
        pouvez corriger une coordonnée pour votre produit depuis la fiche d’une institution.
      </p>
      <LoadSteps steps={progress.steps} />
      <p className="muted small">
        COG Insee et DGCL 2026, Etalab (Licence Ouverte) · centres : API Géo · côtes : Natural Earth.{" "}
        {formatNumber(progress.done)} lignes chargées.
      </p>
    </Section>
  );
}
