import { useState } from "react";
import { href, Link, useFetcher } from "react-router";
import { Icon } from "#app/ui/icon.tsx";
import type { PastLine } from "./changes.server.ts";
import { PastLines } from "./past-lines.tsx";

/** The record whose past is read, by the noun of its URL. */
export type Fiche = "institutions" | "contacts" | "partenariats" | "campagnes" | "boites";

/** « Historique »: who changed what of a record. Read when it is opened; before JavaScript, a link to its page. */
export function HistoryPanel({ fiche, id, now }: { fiche: Fiche; id: string; now: Date }) {
  const fetcher = useFetcher<{ items: PastLine[]; nextCursor: string | null }>();
  const [open, setOpen] = useState(false);
  const page = href("/historique/:fiche/:id", { fiche, id });
  return (
    <section className="aside" aria-labelledby={`historique-${id}`}>
      <div className="row aside__head">
        <h2 id={`historique-${id}`}>Historique</h2>
        <Link
          className="chip chip--sm chip--ghost push fr-raw-link"
          to={page}
          aria-expanded={open}
          onClick={(event) => {
            event.preventDefault();
            if (!open) void fetcher.load(page);
            setOpen(!open);
          }}
        >
          {open ? "Fermer" : "Voir"} <Icon name="arrow-down-s-line" />
        </Link>
      </div>
      {open && fetcher.data && (
        <>
          <PastLines items={fetcher.data.items} now={now} />
          {fetcher.data.nextCursor && <Link to={page}>Tout l’historique</Link>}
        </>
      )}
    </section>
  );
}
