import { href, useLocation } from "react-router";
import { BulkActions, type BulkChoices } from "#app/bulk/bulk-actions.tsx";
import { CALLS_MAX } from "#app/calls/call-list.ts";
import { AddToPipeline } from "#app/pipeline/add-to-pipeline.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import type { Selection } from "#app/ui/selection.tsx";

/** What can be done with the selected institutions, or with everything the filter finds. */
export function InstitutionSelection({ selection, choices }: { selection: Selection; choices: BulkChoices }) {
  const params = new URLSearchParams(useLocation().search);
  return (
    <>
      <AddToPipeline fields={named(selection, params)}>
        <Button look="ghost" type="submit">
          Ajouter au pipeline
        </Button>
      </AddToPipeline>
      <ButtonLink
        look="ghost"
        to={`${href("/institutions/adresses-generiques")}?${roleAddresses(selection, params)}`}
      >
        Écrire aux adresses génériques
      </ButtonLink>
      <ButtonLink look="ghost" icon="phone-line" to={`${href("/appels")}?${calls(selection, params)}`}>
        Appeler
      </ButtonLink>
      {/* What is typed is not a filter: everything it finds has no link. */}
      {!(selection.all && params.get("q")) && (
        <ButtonLink look="ghost" to={`${href("/campagnes/nouvelle")}?${recipients(selection, params)}`}>
          Écrire une campagne
        </ButtonLink>
      )}
      <BulkActions list="institutions" whom={selection} choices={choices} button="Modifier" />
    </>
  );
}

function named({ ids, all, count }: Selection, params: URLSearchParams): [name: string, value: string][] {
  if (!all) return ids.map((id) => ["institutionId", id]);
  return [
    ["filtre", params.get("filtre") ?? ""],
    ["q", params.get("q") ?? ""],
    ["count", String(count)],
  ];
}

function recipients({ ids, all }: Selection, params: URLSearchParams): URLSearchParams {
  return all
    ? new URLSearchParams({ institutionsFiltre: params.get("filtre") ?? "" })
    : new URLSearchParams({ institutions: ids.join(",") });
}

function calls({ ids, all }: Selection, params: URLSearchParams): URLSearchParams {
  if (!all) return new URLSearchParams({ ids: ids.slice(0, CALLS_MAX).join(",") });
  const asked = ["filtre", "q", "tri"].flatMap((name) => {
    const value = params.get(name);
    return value ? [[name, value]] : [];
  });
  return new URLSearchParams(asked);
}

/** Unlike the people of a campaign, these can be found by what is typed. */
function roleAddresses(selection: Selection, params: URLSearchParams): URLSearchParams {
  const asked = recipients(selection, params);
  if (selection.all) asked.set("q", params.get("q") ?? "");
  return asked;
}
