import { Form, href, redirect } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { DirectoryState } from "#app/universe/dila/directory-state.tsx";
import { lastApplied } from "#app/universe/dila/loads.server.ts";
import { LoadSteps } from "#app/universe/load-steps.tsx";
import { requestUniverse, universeProgress } from "#app/universe/load.server.ts";
import { SubmitButton } from "#app/ui/form.tsx";
import { formatNumber } from "#app/ui/format.ts";
import { Section } from "#app/ui/page.tsx";
import type { Route } from "./+types/universe";

/** Harmless for whoever asks: the reference data is shared, and loading it twice changes nothing. */
export async function action() {
  await requestUniverse();
  return redirect(href("/demarrage/annuaire"));
}

export const loader = async ({ context }: Route.LoaderArgs) => ({
  progress: await universeProgress(),
  directory: await lastApplied(),
  admin: context.get(memberContext).role === "admin",
});

export default function Universe({ loaderData: { progress, directory, admin } }: Route.ComponentProps) {
  return (
    <>
      <Section title="Institutions de référence" count={progress.institutions.done}>
        <p className="muted">
          Partagées par tous les produits, en lecture. Chaque fait porte sa source et son millésime ; vous
          pouvez corriger une coordonnée pour votre produit depuis la fiche d’une institution.
        </p>
        {progress.state === "none" && (
          <Form method="post">
            <SubmitButton>Charger l’annuaire</SubmitButton>
          </Form>
        )}
        <LoadSteps steps={progress.steps} />
        <p className="muted small">
          COG Insee et DGCL 2026, Etalab (Licence Ouverte) · centres : API Géo · côtes : Natural Earth.{" "}
          {formatNumber(progress.done)} lignes chargées.
        </p>
      </Section>
      <DirectoryState directory={directory} admin={admin} />
    </>
  );
}
