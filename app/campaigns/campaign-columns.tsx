import { href } from "react-router";
import { RowLink } from "#app/ui/data-table.tsx";
import { formatDateTime, formatNumber, isoDay, plural, relativeDays } from "#app/ui/format.ts";
import type { Column } from "#app/ui/table-columns.tsx";
import type { CampaignState } from "./campaign-state.ts";
import type { MessageCounts, PeopleCounts } from "./message-state.ts";
import { CampaignStateLabel } from "./state-label.tsx";

/** A campaign in the list. */
export type CampaignLine = {
  id: string;
  name: string;
  state: CampaignState;
  createdAt: Date;
  launchedAt: Date | null;
  counts: MessageCounts;
  people: PeopleCounts;
};

/** The list's columns, on the day of `now`. */
export const campaignColumns = (now: Date): Column<CampaignLine>[] => [
  {
    ...{ id: "nom", header: "Campagne", place: "name", locked: true },
    cell: ({ id, name }) => <RowLink to={href("/campagnes/:id", { id })}>{name}</RowLink>,
    title: ({ name }) => name,
  },
  {
    ...{ id: "etat", header: "État", width: 4, place: "stage" },
    cell: ({ state }) => <CampaignStateLabel state={state} />,
  },
  {
    ...{ id: "destinataires", header: "Destinataires", width: 3, numeric: true },
    cell: ({ state, people }) => (state === "draft" ? "" : formatNumber(people.enrolled)),
  },
  {
    ...{ id: "envoyes", header: "Écrits", width: 3, numeric: true },
    cell: ({ state, people }) => (state === "draft" ? "" : formatNumber(people.written)),
    title: ({ counts }) => `${plural(counts.sent + counts.bounced, "message envoyé", "messages envoyés")}`,
  },
  {
    ...{ id: "relances", header: "Relancés", width: 3, numeric: true, muted: true },
    cell: ({ people }) => people.followedUp > 0 && formatNumber(people.followedUp),
  },
  {
    ...{ id: "rebonds", header: "Rebonds", width: 3, numeric: true, muted: true },
    cell: ({ counts }) =>
      counts.bounced + counts.rejected > 0 && formatNumber(counts.bounced + counts.rejected),
  },
  {
    ...{ id: "averifier", header: "À vérifier", width: 3, numeric: true },
    cell: ({ counts }) =>
      counts.uncertain > 0 && <span className="is-warn strong">{formatNumber(counts.uncertain)}</span>,
  },
  {
    ...{ id: "lancement", header: "Lancée", width: 5, muted: true, place: "due" },
    cell: ({ launchedAt, createdAt }) => (
      <time dateTime={isoDay(launchedAt ?? createdAt)}>
        {launchedAt ? relativeDays(launchedAt, now) : `créée ${relativeDays(createdAt, now)}`}
      </time>
    ),
    title: ({ launchedAt, createdAt }) => formatDateTime(launchedAt ?? createdAt),
  },
];
