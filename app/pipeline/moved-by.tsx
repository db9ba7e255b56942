import { href, Link } from "react-router";
import { formatDay, formatShortDate, type Moment } from "#app/ui/format.ts";
import { BY_WORDS } from "./moves.ts";
import type { Opportunity } from "./opportunity.ts";

/** « Passé à Rendez-vous par une réponse à « Découverte DDT(M) », 12 novembre »: what a campaign has brought. */
export function MovedByLine({ row, now }: { row: Opportunity; now: Moment }) {
  const { movedBy, stage, stageSince } = row;
  if (!movedBy) return null;
  const { cause, campaign } = movedBy;
  return (
    <p className="muted small">
      Passé à {stage} par {BY_WORDS[cause]}{" "}
      {campaign ? (
        <>
          «&nbsp;<Link to={href("/campagnes/:id", { id: campaign.id })}>{campaign.name}</Link>&nbsp;»
        </>
      ) : (
        "une campagne supprimée depuis"
      )}
      ,{" "}
      <time dateTime={stageSince} title={formatDay(stageSince)}>
        {formatShortDate(stageSince, now)}
      </time>
    </p>
  );
}

/** The same on a card, which says its stage and its date already. */
export function MovedByCard({ movedBy, tabIndex }: Pick<Opportunity, "movedBy"> & { tabIndex: number }) {
  if (!movedBy?.campaign) return null;
  const { cause, campaign } = movedBy;
  return (
    <p className="small muted clip" title={`Par ${BY_WORDS[cause]} «\u00A0${campaign.name}\u00A0»`}>
      Par {BY_WORDS[cause]}{" "}
      <a
        href={href("/campagnes/:id", { id: campaign.id })}
        data-opens="file"
        draggable={false}
        tabIndex={tabIndex}
      >
        {campaign.name}
      </a>
    </p>
  );
}
