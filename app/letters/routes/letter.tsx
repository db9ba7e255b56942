import "#app/letters/letters.css";
import { Form, href } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { readLetter } from "#app/letters/letter-file.server.ts";
import { LetterStateLabel } from "#app/letters/letter-line.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { formatDateTime } from "#app/ui/format.ts";
import { PageHead } from "#app/ui/page.tsx";
import type { Route } from "./+types/letter";

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.letter.subject ?? "Courriel"} · Essaim` },
];

export async function loader({ context, params }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  return { letter: await readLetter(member, params.id), writes: member.role !== "reader", now: new Date() };
}

/** One letter as it left, and where it is. */
export default function LetterPage({ loaderData: { letter, writes, now } }: Route.ComponentProps) {
  const { id, subject, text, name, email, contactId, mailbox, state, sentAt } = letter;
  return (
    <>
      <PageHead
        title={subject}
        crumbs={
          contactId
            ? [
                { label: "Contacts", to: href("/contacts") },
                { label: name, to: href("/contacts/:id", { id: contactId }) },
              ]
            : []
        }
        beside={<LetterStateLabel letter={letter} now={now} />}
      >
        {writes && contactId && (
          <ButtonLink icon="mail-line" to={href("/contacts/:id/courriel", { id: contactId })}>
            Écrire de nouveau
          </ButtonLink>
        )}
      </PageHead>
      <div className="page__body letter">
        {writes && state === "uncertain" && <Doubt id={id} />}
        <dl className="envelope">
          <dt>De</dt>
          <dd>
            {mailbox.name} <span className="muted">{mailbox.fromAddress}</span>
          </dd>
          <dt>À</dt>
          <dd>
            {name} <span className="muted">{email}</span>
          </dd>
          {sentAt && (
            <>
              <dt>Le</dt>
              <dd>{formatDateTime(sentAt)}</dd>
            </>
          )}
        </dl>
        <p className="letter__words">{text}</p>
      </div>
    </>
  );
}

function Doubt({ id }: { id: string }) {
  return (
    <Form method="post" action={href("/courriels/:id/verdict", { id })} className="notice">
      <p>
        Le serveur n’a pas répondu : ce courriel est peut-être parti. Regardez dans les messages envoyés de la
        boîte, ou demandez à la personne ; dans le doute, ne le renvoyez pas.
      </p>
      <div className="row">
        <Button type="submit" name="answer" value="sent" look="primary">
          Il est parti
        </Button>
        <Button type="submit" name="answer" value="resend">
          Renvoyer
        </Button>
      </div>
    </Form>
  );
}
