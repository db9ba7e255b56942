import "#app/key-accounts/key-accounts.css";
import { href, Link } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { type KeyAccount, listKeyAccounts } from "#app/key-accounts/key-accounts.server.ts";
import { Empty } from "#app/ui/empty.tsx";
import { formatDateTime, type Moment, plural, relativeDays } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { Due, PageHead } from "#app/ui/page.tsx";
import type { Route } from "./+types/list";

export const meta: Route.MetaFunction = () => [{ title: "Grands comptes · Essaim" }];

export async function loader({ context }: Route.LoaderArgs) {
  const now = new Date();
  return { accounts: await listKeyAccounts(context.get(memberContext), now), now };
}

export default function KeyAccounts({ loaderData: { accounts, now } }: Route.ComponentProps) {
  const late = accounts.filter((account) => account.late).length;
  return (
    <>
      <PageHead
        title="Grands comptes"
        crumbs={[{ label: "Institutions", to: href("/institutions") }]}
        lead={
          accounts.length > 0 &&
          `${plural(accounts.length, "institution")}, ${late > 0 ? `${late} en retard sur la cadence promise` : "aucune en retard"}`
        }
      />
      {accounts.length === 0 ? (
        <Empty
          title="Aucun grand compte pour l’instant"
          ways={[
            {
              ...{ icon: "star-line", title: "Choisir parmi les institutions", to: href("/institutions") },
              hint: "L’étoile d’une fiche en fait un grand compte.",
            },
          ]}
        >
          Ce sont les quelques partenaires qu’on garde pendant des années, avec un plan et une cadence.
        </Empty>
      ) : (
        <div className="page__body accounts-box">
          <table className="table accounts">
            <caption className="fr-sr-only">Grands comptes, les plus en retard d’abord</caption>
            <thead>
              <tr>
                <th scope="col">Institution</th>
                <th scope="col" className="w-3">
                  Cadence
                </th>
                <th scope="col" className="w-5">
                  Dernier échange
                </th>
                <th scope="col" className="w-3">
                  Retard
                </th>
                <th scope="col" className="w-6">
                  Décide
                </th>
                <th scope="col">Prochaine étape</th>
                <th scope="col" className="w-5">
                  Échéance
                </th>
                <th scope="col" className="w-5">
                  Responsable
                </th>
              </tr>
            </thead>
            <tbody>
              {accounts.map((account) => (
                <Line key={account.institutionId} account={account} now={now} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function Line({ account, now }: { account: KeyAccount; now: Moment }) {
  const { institutionId, name, cadenceDays, lastInteractionAt, late, nextAction, nextActionAt } = account;
  return (
    <tr>
      <td className="accounts__name" title={name}>
        <Link className="strong fr-raw-link" to={href("/institutions/:id", { id: institutionId })}>
          {name}
        </Link>
      </td>
      <td className="accounts__desk muted">{cadenceDays ? plural(cadenceDays, "jour") : "aucune"}</td>
      <td
        className="accounts__last"
        title={lastInteractionAt ? formatDateTime(lastInteractionAt) : undefined}
      >
        {relativeDays(lastInteractionAt, now)}
      </td>
      <td className="accounts__late">
        {late && (
          <span className="due due--late">
            <Icon name="alarm-warning-line" /> {plural(late, "jour")}
          </span>
        )}
      </td>
      <td className="accounts__who">
        <Decider {...account} />
      </td>
      <td className="accounts__next" title={nextAction ?? undefined}>
        {nextAction ?? <Due date={null} today={now} required />}
      </td>
      <td className="accounts__due">
        <Due date={nextActionAt} today={now} />
      </td>
      <td className="accounts__desk muted">{account.ownerName}</td>
    </tr>
  );
}

/** Who decides is half of an account: not knowing is said. */
function Decider({ decider, deciders, institutionId }: KeyAccount) {
  if (!decider) {
    return (
      <Link
        className="due due--none fr-raw-link"
        to={href("/institutions/:id/acteurs", { id: institutionId })}
      >
        <Icon name="error-warning-line" /> Pas encore connu
      </Link>
    );
  }
  return (
    <>
      <Link className="fr-raw-link" to={href("/contacts/:id", { id: decider.id })}>
        {decider.name}
      </Link>
      {deciders > 1 && <span className="muted"> +{deciders - 1}</span>}
    </>
  );
}
