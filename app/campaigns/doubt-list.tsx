import { Form, href } from "react-router";
import { sayCheck } from "#app/outbox/doubt.ts";
import { AskingButton } from "#app/ui/asking-button.tsx";
import { Button } from "#app/ui/button.tsx";
import { plural } from "#app/ui/format.ts";
import { Panel } from "#app/ui/page.tsx";
import type { LedgerLine } from "./messages.server.ts";

/** « Envois à vérifier »: they may have left. Nothing is sent again unless someone says so. */
export function DoubtList({
  campaignId,
  doubts,
  total,
  writes,
  now,
}: {
  campaignId: string;
  doubts: LedgerLine[];
  total: number;
  writes: boolean;
  now: Date;
}) {
  return (
    <Panel title="Envois à vérifier" count={total}>
      <div className="panel__body">
        <p className="small muted">
          Le serveur n’a pas dit s’il acceptait ces messages. Cherchez-les parmi les messages envoyés de la
          boîte ; dans le doute, ne renvoyez pas. Rien ne repart sans vous, sauf ce que le journal de la boîte
          dit n’être pas parti.
        </p>
      </div>
      <ul className="fr-raw-list">
        {doubts.map(({ id, name, institution, reply, ...doubt }) => (
          <li key={id} className="reply">
            <p className="strong clip">{name}</p>
            <p className="small muted clip">{institution}</p>
            {reply && <p className="small">{reply}</p>}
            <p className="small muted">{sayCheck(doubt, now)}</p>
            {writes && (
              <Verdict
                action={href("/campagnes/:id/envois/:messageId/verdict", { id: campaignId, messageId: id })}
                name={name}
              />
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

function Verdict({ action, name }: { action: string; name: string }) {
  return (
    <div className="row row--wrap">
      <Form method="post" action={action} preventScrollReset>
        <Button type="submit" name="answer" value="sent">
          Considérer comme envoyé
        </Button>
      </Form>
      <AskingButton
        label="Renvoyer"
        title={`Renvoyer ce message à ${name}\u00A0?`}
        confirm="Renvoyer le message"
        action={action}
        fields={{ answer: "resend" }}
      >
        <p>S’il était parti la première fois, il sera reçu deux fois.</p>
      </AskingButton>
    </div>
  );
}
