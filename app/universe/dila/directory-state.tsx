import { href } from "react-router";
import { ButtonLink } from "#app/ui/button.tsx";
import { formatDate } from "#app/ui/format.ts";
import { Section } from "#app/ui/page.tsx";

type Applied = { vintage: string | null; appliedAt: Date } | null;

/** Whether the institutions have their phones and addresses yet, and where to bring them. */
export function DirectoryState({ directory, admin }: { directory: Applied; admin: boolean }) {
  return (
    <Section title="Téléphones, courriels et adresses">
      <p className="muted">
        {directory
          ? `Annuaire de l’administration (DILA)${directory.vintage ? ` au ${formatDate(directory.vintage)}` : ""}, appliqué le ${formatDate(directory.appliedAt)}.`
          : "Ils viennent de l’annuaire de l’administration (DILA), un fichier que l’on télécharge et que l’on dépose."}
        {!admin && " C’est à une personne du rôle « Administration » de le faire."}
      </p>
      {admin && (
        <ButtonLink icon="upload-2-line" to={href("/reglages/annuaire/dila")}>
          {directory ? "Mettre à jour" : "Déposer l’annuaire"}
        </ButtonLink>
      )}
    </Section>
  );
}
