import { href } from "react-router";
import { telHref } from "#app/contacts/people.tsx";
import { RowLink } from "#app/ui/data-table.tsx";
import {
  formatDay,
  formatNumber,
  formatPhone,
  formatSiren,
  formatSiret,
  relativeDays,
} from "#app/ui/format.ts";
import { Avatar, Due, NoNextAction } from "#app/ui/page.tsx";
import { StageBadge } from "#app/ui/stage.tsx";
import type { Column } from "#app/ui/table-columns.tsx";
import type { InstitutionRow } from "./institution-row.server.ts";
import { kindLabel, placeLabel } from "./kinds.ts";

/** What is needed to draw a row: who reads, today, what reach counts. */
type Reader = { userId: string; now: Date; reachUnit: string };

export const institutionHref = ({ id }: { id: string }): string => href("/institutions/:id", { id });

/** The columns of the list, by the names that filters and the API give to the same facts. */
export function institutionColumns({ userId, now, reachUnit }: Reader): Column<InstitutionRow>[] {
  return [
    {
      ...{ id: "name", header: "Institution", width: 7, locked: true, sortable: true, place: "name" },
      title: (row) => row.name,
      cell: (row) => (
        <>
          <RowLink to={institutionHref(row)}>{row.name}</RowLink>
          {row.acronym && !row.name.includes(row.acronym) && <span className="muted"> {row.acronym}</span>}
        </>
      ),
    },
    {
      ...{ id: "kind", header: "Type", width: 5, sortable: true, optional: true, muted: true },
      cell: (row) => kindLabel(row.kind),
    },
    {
      ...{ id: "departement", header: "Territoire", width: 5, sortable: true, muted: true },
      cell: placeLabel,
    },
    {
      ...{ id: "stage", header: "Étape", width: 5, sortable: true, place: "stage" },
      cell: ({ opportunity }) => opportunity && <StageBadge stage={opportunity.stage} />,
    },
    {
      ...{ id: "nextAction", header: "Prochaine action", place: "action" },
      title: ({ opportunity }) => opportunity?.nextAction?.title,
      cell: ({ opportunity, lacksNextAction, ...row }) => (
        <>
          {!opportunity && <span className="phone-only muted">{placeLabel(row) || kindLabel(row.kind)}</span>}
          {opportunity?.nextAction?.title ?? (lacksNextAction && <NoNextAction />)}
          {opportunity?.nextAction?.owedBy === "them" && <span className="muted"> · eux</span>}
        </>
      ),
    },
    {
      ...{ id: "nextActionAt", header: "Échéance", width: 4, sortable: true, place: "due" },
      cell: ({ opportunity }) => <Due date={opportunity?.nextAction?.dueOn ?? null} today={now} />,
    },
    {
      ...{ id: "lastInteractionAt", header: "Dernier échange", width: 4, sortable: true, muted: true },
      title: ({ lastInteractionAt }) => (lastInteractionAt ? formatDay(lastInteractionAt) : undefined),
      // « jamais » is said of what is followed; the rest of France is not waiting for a call.
      cell: ({ lastInteractionAt, opportunity }) =>
        (lastInteractionAt ?? opportunity) && relativeDays(lastInteractionAt, now),
    },
    {
      ...{ id: "ownerId", header: "Resp.", width: 1 },
      cell: ({ ownerId, ownerName }) => ownerName && <Avatar name={ownerName} me={ownerId === userId} />,
    },
    {
      ...{ id: "population", header: "Population", width: 3, sortable: true, numeric: true },
      cell: ({ population }) => population !== null && formatNumber(population),
    },
    {
      ...{ id: "reach", header: "Portée", width: 3, sortable: true, numeric: true, optional: true },
      title: ({ opportunity }) =>
        opportunity?.reach == null ? undefined : `${formatNumber(opportunity.reach)} ${reachUnit}`,
      cell: ({ opportunity }) => opportunity?.reach != null && formatNumber(opportunity.reach),
    },
    {
      ...{ id: "siren", header: "SIREN", width: 4, optional: true, muted: true },
      cell: ({ siren }) => siren && formatSiren(siren),
    },
    {
      ...{ id: "siret", header: "SIRET", width: 6, optional: true, muted: true },
      cell: ({ siret }) => siret && formatSiret(siret),
    },
    {
      ...{ id: "phone", header: "Téléphone", width: 5, optional: true, muted: true },
      cell: ({ phone }) =>
        phone && (
          <a className="fr-raw-link" href={telHref(phone)}>
            {formatPhone(phone)}
          </a>
        ),
    },
    {
      ...{ id: "email", header: "Courriel", width: 6, optional: true, muted: true },
      title: ({ email }) => email ?? undefined,
      cell: ({ email }) => email,
    },
    {
      ...{ id: "source", header: "Source", width: 6, optional: true, muted: true },
      cell: ({ source, vintage }) => `${source}, ${vintage}`,
    },
  ];
}
