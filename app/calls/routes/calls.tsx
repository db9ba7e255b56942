import "#app/calls/calls.css";
import { href, redirect } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { CallEnd } from "#app/calls/call-end.tsx";
import { readList, readPlace, writeList } from "#app/calls/call-list.ts";
import { CallPage } from "#app/calls/call-page.tsx";
import { countWithoutNumber, findCalls, readCall } from "#app/calls/calls.server.ts";
import { notFound } from "#app/errors.ts";
import { PageHead } from "#app/ui/page.tsx";
import { plural } from "#app/ui/format.ts";
import type { Route } from "./+types/calls";

export const meta: Route.MetaFunction = () => [{ title: "Appels · Essaim" }];

/**
 * `/appels?liste=…&n=3`: the list and one's place in it are the URL's, so that one leaves and comes back. Any other
 * query (a filter, a selection, the day) is first made into such a list.
 */
export async function loader({ context, url }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const params = url.searchParams;
  const given = params.get("liste");
  if (!given) {
    const ids = await findCalls(member, params);
    throw redirect(`${href("/appels")}?${new URLSearchParams({ liste: writeList(ids), n: "0" }).toString()}`);
  }
  const list = readList(given);
  if (!list) throw notFound("Cette liste d’appels");
  const place = readPlace(params.get("n"), list.length);
  const id = list[place];
  const [card, withoutNumber] = await Promise.all([
    id ? readCall(member, id) : null,
    place === 0 ? countWithoutNumber(member, list) : 0,
  ]);
  const canWrite = member.role !== "reader";
  return { card, place, total: list.length, withoutNumber, user: member.user, canWrite, now: new Date() };
}

/** « Mode appel »: one card after the other. */
export default function Calls({ loaderData }: Route.ComponentProps) {
  const { card, place, total, withoutNumber, user, canWrite, now } = loaderData;
  return (
    <>
      <PageHead
        title="Appels"
        crumbs={[{ label: "Ma journée", to: href("/") }]}
        lead={card ? `${place + 1} sur ${total}` : plural(total, "institution")}
      />
      {withoutNumber > 0 && (
        <p className="calls__notice small">
          {plural(withoutNumber, "institution n’a", "institutions n’ont")} aucun numéro connu&nbsp;:
          passez-les, ou complétez leur fiche.
        </p>
      )}
      {card ? (
        <CallPage key={card.institution.id} {...{ card, place, total, user, canWrite, now }} />
      ) : (
        <CallEnd total={total} />
      )}
    </>
  );
}
