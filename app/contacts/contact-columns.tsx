import { href, Link } from "react-router";
import { RowLink } from "#app/ui/data-table.tsx";
import { formatDay, formatPhone, relativeDays } from "#app/ui/format.ts";
import type { Column } from "#app/ui/table-columns.tsx";
import type { Contact } from "./contact.ts";
import { contactName } from "./contact-name.ts";
import { Opposed, telHref } from "./people.tsx";

export const contactHref = ({ id }: { id: string }): string => href("/contacts/:id", { id });

/** The columns of the list, by the names that filters and the API give to the same facts. */
export function contactColumns(now: Date): Column<Contact>[] {
  return [
    {
      ...{ id: "lastName", header: "Nom", width: 6, locked: true, sortable: true, place: "name" },
      title: contactName,
      cell: (row) => (
        <>
          <RowLink to={contactHref(row)}>{contactName(row)}</RowLink> {row.opposedAt && <Opposed />}
        </>
      ),
    },
    {
      ...{ id: "function", header: "Fonction", width: 6, sortable: true, place: "action" },
      title: (row) => row.function ?? undefined,
      cell: (row) => (
        <>
          {row.function ?? (row.role && <span className="muted">Adresse de fonction</span>)}
          <span className="phone-only muted"> {row.institutionName}</span>
        </>
      ),
    },
    {
      ...{ id: "institution", header: "Institution", sortable: true },
      title: ({ institutionName }) => institutionName ?? undefined,
      cell: ({ institutionId, institutionName }) =>
        institutionId && (
          <Link className="fr-raw-link" to={href("/institutions/:id", { id: institutionId })} discover="none">
            {institutionName}
          </Link>
        ),
    },
    {
      ...{ id: "departement", header: "Territoire", width: 5, sortable: true, muted: true },
      cell: ({ place }) => place,
    },
    {
      ...{ id: "email", header: "Courriel", width: 7, sortable: true, muted: true },
      title: ({ email }) => email ?? undefined,
      cell: ({ email }) => email,
    },
    {
      ...{ id: "phone", header: "Téléphone", width: 5, muted: true, place: "due" },
      cell: ({ phone }) =>
        phone && (
          <a className="fr-raw-link" href={telHref(phone)}>
            {formatPhone(phone)}
          </a>
        ),
    },
    {
      ...{ id: "source", header: "Source", width: 5, optional: true, muted: true },
      title: ({ source }) => source ?? undefined,
      cell: ({ source }) => source,
    },
    {
      ...{ id: "collectedAt", header: "Recueilli", width: 4, optional: true, muted: true },
      title: ({ collectedAt }) => (collectedAt ? formatDay(collectedAt) : undefined),
      cell: ({ collectedAt }) => collectedAt && relativeDays(collectedAt, now),
    },
  ];
}
