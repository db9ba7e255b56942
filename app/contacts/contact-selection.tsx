import { href, useLocation } from "react-router";
import { ButtonLink } from "#app/ui/button.tsx";
import type { Selection } from "#app/ui/selection.tsx";

/** What can be done with the selected contacts, or with everyone the filter finds. */
export function ContactSelection({ selection: { ids, all } }: { selection: Selection }) {
  const params = new URLSearchParams(useLocation().search);
  // What is typed is not a filter: everyone it finds has no link.
  if (all && params.get("q")) return null;
  const to = all
    ? new URLSearchParams({ filtre: params.get("filtre") ?? "" })
    : new URLSearchParams({ contacts: ids.join(",") });
  return (
    <ButtonLink look="ghost" to={`${href("/campagnes/nouvelle")}?${to}`}>
      Écrire une campagne
    </ButtonLink>
  );
}
