import { Form, href } from "react-router";
import { plural } from "#app/ui/format.ts";
import { Panel } from "#app/ui/page.tsx";
import type { LedgerLine } from "./messages.server.ts";

/** « Envois à vérifier »: they may have left. Nothing is sent again unless someone says so. */
export function DoubtList({
  campaignId,
  doubts,
  total,
  writes,
}: {
  campaignId: string;
  doubts: LedgerLine[];
  total: number;
  writes: boolean;
}) {
  return (
    <Panel title="Envois à vérifier" count={total}>
      <div className="panel__body">
        <p className="small muted">
          Le serveur n’a pas dit s’il acceptait ces messages. Cherchez-les parmi les messages envoyés de la
          boîte ; dans le doute, ne renvoyez pas.
        </p>
      </div>
      <ul className="fr-raw-list">
        {doubts.map(({ id, name, institution, reply }) => (
          <li key={id} className="reply">
            <p className="strong clip">{name}</p>
            <p className="small muted clip">{institution}</p>
            {reply && <p className="small">{reply}</p>}
            {writes && (
              <Form
                method="post"
                action={href("/campagnes/:id/envois/:messageId/verdict", { id: campaignId, messageId: id })}
                className="row row--wrap"
                preventScrollReset
              >
                <button type="submit" name="answer" value="sent" className="chip chip--sm">
                  Considérer comme envoyé
                </button>
                <button type="submit" name="answer" value="resend" className="chip chip--sm">
                  Renvoyer
                </button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {total > doubts.length && (
        <p className="panel__body small muted">
          et {plural(total - doubts.length, "autre")}, dans le registre.
        </p>
      )}
    </Panel>
  );
}
