import { href, Link } from "react-router";
import { plural } from "#app/ui/format.ts";
import type { NamedLine } from "./composer.server.ts";
import { PeopleList } from "./people-list.tsx";

/** One line of the check: what is said, the people it is about, and where it is mended. */
export function CheckLine({ line, campaignId }: { line: NamedLine; campaignId: string }) {
  const { code, message, people = [], count = 0, variantId } = line;
  const fix = FIXES[code.split(" ")[0]!]?.(campaignId, variantId);
  return (
    <div className="fill">
      <p>
        {message}{" "}
        {fix && (
          <Link className="link" to={fix.to}>
            {fix.words}
          </Link>
        )}
      </p>
      {people.length > 0 && (
        <details className="why small">
          <summary>Voir {plural(count, "personne")}</summary>
          <PeopleList key={count} people={people} count={count} of={{ campagne: campaignId, ligne: code }} />
        </details>
      )}
    </div>
  );
}

type Fix = (campaignId: string, variantId?: string) => { words: string; to: string };

const mentions: Fix = () => ({ words: "Compléter les mentions", to: href("/reglages/mentions") });
const mailboxes: Fix = () => ({ words: "Régler les boîtes", to: href("/reglages/boites") });
const audience: Fix = (id) => ({ words: "Modifier l’audience", to: href("/campagnes/:id/audience", { id }) });

const words: Fix = (_, variantId) => ({
  words: "Ouvrir ce message",
  to: `?${new URLSearchParams({ variante: variantId ?? "" })}`,
});
const volunteers: Fix = (id) => ({ words: "Ouvrir la page", to: href("/campagnes/:id/volontaires", { id }) });

const FIXES: Record<string, Fix | undefined> = {
  ...{ no_sender_identity: mentions, footer_unconfirmed: mentions, no_postal_address: mentions },
  ...{ no_server: mailboxes, mailbox_paused: mailboxes, marketing_relay: mailboxes },
  ...{ empty_message: words, faulty_message: words, unknown_field: words },
  ...{ no_volunteer_page: volunteers, volunteers_closed: volunteers },
  ...{ nobody_left: audience, same_institution: audience, recently_solicited: audience },
};
