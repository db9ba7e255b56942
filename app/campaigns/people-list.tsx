import { useEffect, useState } from "react";
import { href, Link, useFetcher } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { formatNumber, plural } from "#app/ui/format.ts";
import type { PeoplePage } from "./exclusions.server.ts";
import type { Person } from "./people.server.ts";

/** The people a line counts: the first of them, then the others as they are asked for. */
export function PeopleList({
  people,
  count,
  of,
}: {
  people: Person[];
  count: number;
  /** Which line this is, as `campagnes/personnes` is asked for it. */
  of: Record<string, string>;
}) {
  const fetcher = useFetcher<PeoplePage>();
  const [more, setMore] = useState<Person[]>([]);
  const [next, setNext] = useState<number | null>(people.length);
  const { data } = fetcher;
  useEffect(() => {
    if (!data) return;
    setMore((before) => [...before, ...data.people]);
    setNext(data.next);
  }, [data]);
  const left = next === null ? 0 : count - people.length - more.length;
  return (
    <ul className="fr-raw-list why__people">
      {[...people, ...more].map(({ contactId, name, institution }, index) => (
        <li key={contactId ?? index} className="clip">
          {contactId ? (
            <Link className="fr-raw-link" to={href("/contacts/:id", { id: contactId })}>
              {name}
            </Link>
          ) : (
            <span className="muted">{name}</span>
          )}
          {institution && <span className="source clip">{institution}</span>}
        </li>
      ))}
      {left > 0 && (
        <li>
          <Button
            look="ghost"
            aria-disabled={fetcher.state !== "idle"}
            onClick={() => {
              const asked = new URLSearchParams({ ...of, apres: String(next) });
              if (fetcher.state === "idle") void fetcher.load(`${href("/campagnes/personnes")}?${asked}`);
            }}
          >
            {left > people.length
              ? `Voir ${plural(people.length, "suivante")} sur ${formatNumber(left)}`
              : `Voir ${plural(left, "dernière")}`}
          </Button>
        </li>
      )}
    </ul>
  );
}
