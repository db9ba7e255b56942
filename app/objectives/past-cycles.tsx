import { href, Link } from "react-router";
import type { Penetration } from "#app/target/penetration.server.ts";
import { Empty } from "#app/ui/empty.tsx";
import { dayNumber, formatDate } from "#app/ui/format.ts";
import { PageHead, Section } from "#app/ui/page.tsx";
import { withParams } from "#app/ui/url.ts";

type Cycle = { id: string; name: string; startsOn: Date; endsOn: Date };

/** The other cycles: what was promised, what came of it. */
export function PastCycles({ cycles, shown, now }: { cycles: Cycle[]; shown: string; now: Date }) {
  const others = cycles.filter(({ id }) => id !== shown);
  if (others.length === 0) return null;
  const today = dayNumber(now);
  return (
    <Section title="Autres cycles">
      <ul className="fr-raw-list">
        {others.map(({ id, name, startsOn, endsOn }) => (
          <li key={id} className="settings__row">
            <Link
              className="fill strong fr-raw-link"
              to={`${href("/objectifs")}${withParams("", { cycle: id })}`}
            >
              {name}
              <span className="source">
                du {formatDate(startsOn)} au {formatDate(endsOn)}
              </span>
            </Link>
            <span className="muted small">
              {dayNumber(endsOn) < today ? "terminé" : dayNumber(startsOn) > today ? "à venir" : "en cours"}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Before the first cycle. */
export function NoCycle({ writes, penetration }: { writes: boolean; penetration: Penetration | null }) {
  return (
    <>
      <PageHead title="Objectifs" />
      <div className="page__body">
        <Empty
          title="Six mois, et quoi à montrer au bout ?"
          ways={
            writes
              ? [
                  {
                    icon: "flag-line",
                    title: "Ouvrir un cycle",
                    hint: "Ses dates, puis deux ou trois chiffres à atteindre.",
                    to: href("/objectifs/cycles/nouveau"),
                  },
                  {
                    icon: "government-line",
                    title: penetration ? "Revoir la Cible" : "Choisir la Cible",
                    hint: "Ce sur quoi la pénétration se compte.",
                    to: href("/reglages/cible"),
                  },
                ]
              : []
          }
        >
          <p>
            Un cycle compte pour vous volontaires, déployés, rendez-vous et usages, dit le rythme qu’il faut,
            et prévient quand l’objectif s’éloigne.
          </p>
        </Empty>
      </div>
    </>
  );
}
