import { type KeyboardEvent, useEffect, useMemo, useRef } from "react";
import { href, Link, useFetchers } from "react-router";
import { ROLE_LABELS } from "#app/contacts/position.ts";
import { useWeight, weightKey, WeightMenu } from "#app/contacts/weight-menu.tsx";
import type { Holder } from "#app/contacts/contacts-at.server.ts";

const STEPS = [1, 2, 3, 4, 5];

/** Five by five: influence upwards, interest to the right. Each person is a chip that arrows and its menu move. */
export function Matrix({ people: known, canWrite }: { people: Holder[]; canWrite: boolean }) {
  const people = useMovedPeople(known);
  const focus = useFocusKeeper();
  const at = (influence: number | null, interest: number | null) =>
    people.filter((person) => person.influence === influence && person.interest === interest);
  const unplaced = people.filter(({ influence, interest }) => influence === null || interest === null);
  return (
    <div className="matrix-box">
      <table className="matrix">
        <caption className="fr-sr-only">Influence (lignes) et intérêt (colonnes), de 1 à 5</caption>
        <colgroup>
          <col className="matrix__axis" />
        </colgroup>
        <tbody>
          {STEPS.toReversed().map((influence) => (
            <tr key={influence}>
              <th scope="row">
                <span className="fr-sr-only">Influence </span>
                {influence}
              </th>
              {STEPS.map((interest) => (
                <td key={interest} className={zoneOf(influence, interest)}>
                  {at(influence, interest).map((person) => (
                    <Chip key={person.positionId} person={person} canWrite={canWrite} focus={focus} />
                  ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td className="small muted">Influence ↑</td>
            {STEPS.map((interest) => (
              <th key={interest} scope="col">
                <span className="fr-sr-only">Intérêt </span>
                {interest}
                {interest === 5 && <span className="small muted"> intérêt →</span>}
              </th>
            ))}
          </tr>
        </tfoot>
      </table>
      {unplaced.length > 0 && (
        <div className="matrix__rest">
          <p className="small muted">À placer</p>
          {unplaced.map((person) => (
            <Chip key={person.positionId} person={person} canWrite={canWrite} focus={focus} />
          ))}
        </div>
      )}
    </div>
  );
}

/** Where to spend one's time: those who weigh and care first. */
function zoneOf(influence: number, interest: number): string {
  if (influence >= 4 && interest >= 4) return "matrix__cell matrix__cell--key";
  return influence >= 4 || interest >= 4 ? "matrix__cell matrix__cell--watch" : "matrix__cell";
}

type ChipProps = { person: Holder; canWrite: boolean; focus: FocusKeeper };

/** Somebody on the grid. A move puts them in another cell, and the focus follows. */
function Chip({ person, canWrite, focus }: ChipProps) {
  const { send } = useWeight(person);
  const link = useRef<HTMLAnchorElement>(null);
  const { positionId, name, decisionRole, influence, interest } = person;
  useEffect(() => {
    if (focus.takes(positionId)) link.current?.focus();
  }, [focus, positionId]);
  const keys = (event: KeyboardEvent) => {
    const step = MOVES[event.key];
    if (!canWrite || !step) return;
    event.preventDefault();
    focus.give(positionId);
    send(stepped(person, step));
  };
  const place = influence && interest ? `influence ${influence}, intérêt ${interest}` : "à placer";
  return (
    <div className="matrix__chip">
      <Link
        ref={link}
        className="clip fr-raw-link"
        to={href("/contacts/:id", { id: person.id })}
        aria-label={`${name}, ${place}`}
        title={name}
        onKeyDown={keys}
      >
        {name}
      </Link>
      {canWrite ? (
        <WeightMenu person={person} />
      ) : (
        decisionRole && <span className="role">{ROLE_LABELS[decisionRole]}</span>
      )}
    </div>
  );
}

/** Whoever was moved by keyboard is drawn anew in another cell: their name takes the focus back there. */
type FocusKeeper = { give: (id: string) => void; takes: (id: string) => boolean };

function useFocusKeeper(): FocusKeeper {
  const kept = useRef<string | null>(null);
  return useMemo(
    () => ({
      give: (id) => {
        kept.current = id;
      },
      takes: (id) => {
        const mine = kept.current === id;
        if (mine) kept.current = null;
        return mine;
      },
    }),
    [],
  );
}

/** Where each will be, once the moves under way are written. */
function useMovedPeople(people: Holder[]): Holder[] {
  const moves = new Map(useFetchers().map(({ key, formData }) => [key, formData]));
  return people.map((person) => {
    const sent = moves.get(weightKey(person.positionId));
    const read = (field: "influence" | "interest") => {
      const value = sent?.get(field);
      return typeof value === "string" ? Number(value) || null : person[field];
    };
    return sent ? { ...person, influence: read("influence"), interest: read("interest") } : person;
  });
}

const MOVES: Record<string, [influence: number, interest: number]> = {
  ...{ ArrowUp: [1, 0], ArrowDown: [-1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] },
};

/** One step in the grid, from the middle for who is nowhere yet. */
function stepped({ influence, interest }: Holder, [up, right]: [number, number]) {
  const within = (value: number) => Math.max(1, Math.min(5, value));
  const moved = [within((influence ?? 3) + up), within((interest ?? 3) + right)];
  return { influence: String(moved[0]), interest: String(moved[1]) };
}
