import "#app/key-accounts/sheet.css";
import { href, Link } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { ROLE_LABELS } from "#app/contacts/position.ts";
import { kindLabel, placeLabel } from "#app/institutions/kinds.ts";
import { KIND_LABELS } from "#app/interactions/interaction.ts";
import { cadenceWords, daysLate, PLAN_FIELDS, PLAN_LABELS } from "#app/key-accounts/plan.ts";
import { readSheet } from "#app/key-accounts/sheet.server.ts";
import { Button } from "#app/ui/button.tsx";
import { formatDate, formatPhone, formatShortDate, plural, relativeDays } from "#app/ui/format.ts";
import type { Route } from "./+types/sheet";

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.sheet.file.name ?? "Institution"}, fiche · Essaim` },
];

export async function loader({ context, params }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  return { sheet: await readSheet(member, params.id), product: member.product.name, now: new Date() };
}

/** « Fiche à imprimer »: what one takes to a meeting, on one page of A4. */
export default function Sheet({ loaderData: { sheet, product, now } }: Route.ComponentProps) {
  const { file, plan, partnership, people, more, exchanges, promises, links } = sheet;
  const late = plan && daysLate(plan, now);
  return (
    <>
      <div className="row sheet__bar">
        <Link to={href("/institutions/:id", { id: file.id })}>Revenir à la fiche</Link>
        <Button look="primary" onClick={() => window.print()}>
          Imprimer
        </Button>
      </div>
      <article className="sheet">
        <header>
          <h1>{file.name}</h1>
          <p className="muted">
            {[kindLabel(file.kind), placeLabel(file), product, formatDate(now)].filter(Boolean).join(" · ")}
          </p>
          <p>
            {[
              partnership &&
                `${partnership.stage}, depuis le ${formatShortDate(partnership.stageSince, now)}`,
              partnership?.ownerName && `suivi par ${partnership.ownerName}`,
              `dernier échange ${relativeDays(plan?.lastInteractionAt, now)}`,
              plan?.cadenceDays && cadenceWords(plan.cadenceDays).toLowerCase(),
              late && `${plural(late, "jour")} de retard`,
            ]
              .filter(Boolean)
              .join(" · ")}
          </p>
        </header>
        <section>
          <h2>Qui est qui</h2>
          {people.length === 0 ? (
            <p className="muted">Personne n’est encore connu ici.</p>
          ) : (
            <table>
              <thead>
                <tr>
                  <th scope="col">Nom</th>
                  <th scope="col">Fonction</th>
                  <th scope="col" className="sheet__short">
                    Rôle
                  </th>
                  <th scope="col" className="sheet__short" title="Influence × intérêt, sur 5">
                    Infl. × int.
                  </th>
                  <th scope="col">Joindre</th>
                </tr>
              </thead>
              <tbody>
                {people.map((person) => (
                  <tr key={person.positionId}>
                    <th scope="row">{person.name}</th>
                    <td>{person.function}</td>
                    <td>{person.decisionRole && ROLE_LABELS[person.decisionRole]}</td>
                    <td>
                      {(person.influence ?? person.interest) &&
                        `${person.influence ?? "?"} × ${person.interest ?? "?"}`}
                    </td>
                    <td>
                      {person.opposed
                        ? "Opposition"
                        : [person.phone && formatPhone(person.phone), person.email]
                            .filter(Boolean)
                            .join(", ")}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          {more > 0 && <p className="muted">et {plural(more, "autre")}, dans la fiche.</p>}
          {!people.some(({ decisionRole }) => decisionRole === "decides") && (
            <p>Qui décide n’est pas encore connu.</p>
          )}
        </section>
        <div className="sheet__pair">
          <section>
            <h2>Promis</h2>
            {promises.length === 0 && <p className="muted">Aucune action en cours.</p>}
            <ul>
              {promises.map(({ id, title, dueOn, owedBy }) => (
                <li key={id}>
                  {owedBy === "them" && "Eux : "}
                  {title}
                  {dueOn && `, le ${formatShortDate(dueOn, now)}`}
                </li>
              ))}
            </ul>
          </section>
          <section>
            <h2>Derniers échanges</h2>
            {exchanges.length === 0 && <p className="muted">Aucun échange encore.</p>}
            <ul>
              {exchanges.map(({ id, kind, direction, happenedAt, summary }) => (
                <li key={id} className="sheet__exchange">
                  <strong>
                    {formatShortDate(happenedAt, now)}, {KIND_LABELS[kind].toLowerCase()}
                    {direction === "inbound" && " reçu"}
                  </strong>{" "}
                  {summary}
                </li>
              ))}
            </ul>
          </section>
        </div>
        <section>
          <h2>Plan de compte</h2>
          <div className="sheet__pair">
            {PLAN_FIELDS.map((field) => (
              <div key={field}>
                <h3>{PLAN_LABELS[field]}</h3>
                <p className="sheet__text">{plan?.[field] ?? <span className="muted">rien encore</span>}</p>
              </div>
            ))}
          </div>
        </section>
        {links.length > 0 && (
          <section>
            <h2>Liens</h2>
            <p>{links.map(({ label, name }) => `${label} : ${name}`).join(" · ")}</p>
          </section>
        )}
      </article>
    </>
  );
}
