import { href, useLocation } from "react-router";
import { BulkActions } from "#app/bulk/bulk-actions.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import type { Selection } from "#app/ui/selection.tsx";

/** What can be done with the selected contacts, or with everyone the filter finds. */
export function ContactSelection({ selection }: { selection: Selection }) {
  const { ids, all } = selection;
  const params = new URLSearchParams(useLocation().search);
  const to = all
    ? new URLSearchParams({ filtre: params.get("filtre") ?? "" })
    : new URLSearchParams({ contacts: ids.join(",") });
  return (
    <>
      {/* What is typed is not a filter: everyone it finds has no link. */}
      {!(all && params.get("q")) && (
        <ButtonLink look="ghost" to={`${href("/campagnes/nouvelle")}?${to}`}>
          Écrire une campagne
        </ButtonLink>
      )}
      <BulkActions list="contacts" whom={selection} choices={{ owners: [] }} button="Modifier" />
    </>
  );
}
