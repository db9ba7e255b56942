import { href, Link, useFetcher } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { formatNumber } from "#app/ui/format.ts";
import type { PeoplePage } from "./exclusions.server.ts";
import { PEOPLE_A_PAGE } from "./exclusion.ts";
import type { Person } from "./people.server.ts";

/** Which line this is, as `campagnes/personnes` is asked for it. */
type Line = Record<string, string>;

/** The people a line counts: the first of them, then the others as they are asked for. */
export function PeopleList({ people, count, of }: { people: Person[]; count: number; of: Line }) {
  return (
    <ul className="fr-raw-list why__people">
      <People people={people} />
      {count > people.length && <More from={people.length} count={count} of={of} />}
    </ul>
  );
}

function More({ from, count, of }: { from: number; count: number; of: Line }) {
  const fetcher = useFetcher<PeoplePage>();
  const { data, state } = fetcher;
  if (data)
    return (
      <>
        <People people={data.people} />
        {data.next !== null && <More from={data.next} count={count} of={of} />}
      </>
    );
  return (
    <li>
      <Button
        look="ghost"
        aria-disabled={state !== "idle"}
        onClick={() => {
          const asked = new URLSearchParams({ ...of, apres: String(from) });
          if (state === "idle") void fetcher.load(`${href("/campagnes/personnes")}?${asked}`);
        }}
      >
        {seeMore(count - from)}
      </Button>
    </li>
  );
}

function seeMore(left: number): string {
  if (left > PEOPLE_A_PAGE) return `Voir les ${PEOPLE_A_PAGE} suivantes, sur ${formatNumber(left)}`;
  return left > 1 ? `Voir les ${left} dernières` : "Voir la dernière";
}

function People({ people }: { people: Person[] }) {
  return people.map(({ contactId, name, institution }, index) => (
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
  ));
}
