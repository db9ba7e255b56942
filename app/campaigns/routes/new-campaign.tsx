import { Form, href, Link, redirect } from "react-router";
import { z } from "zod";
import { memberContext } from "#app/auth/context.ts";
import { readAskedAudience } from "#app/campaigns/audience-params.server.ts";
import { askedParams } from "#app/campaigns/audience-form.ts";
import { AudienceInputs, AudiencePicker } from "#app/campaigns/audience-picker.tsx";
import { createCampaign } from "#app/campaigns/campaigns.server.ts";
import { readPicked } from "#app/campaigns/picked.server.ts";
import { STARTER } from "#app/campaigns/starter.ts";
import { handleForm } from "#app/form.server.ts";
import { listMailboxes } from "#app/outbox/mailboxes.server.ts";
import {
  Checkbox,
  FormErrors,
  refusal,
  SelectField,
  SubmitButton,
  TextArea,
  TextField,
} from "#app/ui/form.tsx";
import { PageHead, Section } from "#app/ui/page.tsx";
import type { Route } from "./+types/new-campaign";

export const meta: Route.MetaFunction = () => [{ title: "Nouvelle campagne · Essaim" }];

export async function loader({ context, url }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const audience = await readAskedAudience(member, url.searchParams);
  const [picked, mailboxes] = await Promise.all([readPicked(member, audience), listMailboxes(member)]);
  return { picked, mailboxes: mailboxes.map(({ id, name, fromAddress }) => ({ id, name, fromAddress })) };
}

/** The words are checked by `createCampaign`; here, only what names the audience is told apart from them. */
const schema = z.object({
  ...{ name: z.string(), mailboxId: z.string().optional(), subject: z.string(), text: z.string() },
  ...{ contacts: z.string().optional(), filtre: z.string().optional(), followUp: z.literal("on").optional() },
  ...{ parInstitution: z.string().optional(), repos: z.string().optional() },
});

export const action = ({ request, context }: Route.ActionArgs) =>
  handleForm(request, schema, async ({ contacts, filtre, parInstitution, repos, ...words }) => {
    const member = context.get(memberContext);
    const asked = askedParams({ contacts, filtre, parInstitution, repos });
    const { id } = await createCampaign(member, { ...words, ...(await readAskedAudience(member, asked)) });
    return redirect(href("/campagnes/:id", { id }));
  });

export default function NewCampaign({ loaderData: { picked, mailboxes }, actionData }: Route.ComponentProps) {
  const refused = refusal(actionData);
  return (
    <>
      <PageHead title="Nouvelle campagne" crumbs={[{ label: "Campagnes", to: href("/campagnes") }]} />
      <div className="page__body split split--new">
        <Section title="Le message">
          <Form method="post" className="stack stack--lg new-campaign">
            <FormErrors {...refused} />
            <AudienceInputs audience={picked.audience} />
            <div className="pair">
              <TextField
                {...refused}
                name="name"
                label="Nom de la campagne"
                hint="Pour vous : les destinataires ne le voient pas"
                maxLength={120}
                required
              />
              <MailboxField {...refused} mailboxes={mailboxes} />
            </div>
            <TextField
              {...refused}
              name="subject"
              label="Objet"
              maxLength={250}
              required
              autoComplete="off"
            />
            <TextArea
              {...refused}
              name="text"
              label="Message"
              hint="Les champs entre accolades prennent, pour chacun, leur valeur. L’étape suivante en montre l’aperçu."
              rows={12}
              defaultValue={STARTER}
              required
            />
            <Checkbox
              {...refused}
              name="followUp"
              label="Avec une relance, 5 jours ouvrés après, à qui n’a pas répondu"
              hint="Elle part dans le même fil. Vous en écrirez les mots à l’étape suivante, et pourrez la retirer."
              defaultChecked
            />
            <p>
              <SubmitButton>Préparer la campagne</SubmitButton>{" "}
              <span className="small muted">Rien ne part avant le lancement.</span>
            </p>
          </Form>
        </Section>
        <Section title="À qui">
          <AudiencePicker picked={picked} />
        </Section>
      </div>
    </>
  );
}

type MailboxFieldProps = ReturnType<typeof refusal> & {
  mailboxes: { id: string; name: string; fromAddress: string }[];
};

function MailboxField({ mailboxes, ...refused }: MailboxFieldProps) {
  const options = mailboxes.map(({ id, name, fromAddress }) => ({
    value: id,
    label: `${name} (${fromAddress})`,
  }));
  if (options.length === 0)
    return (
      <p className="new-campaign__mailbox">
        Aucune boîte d’envoi : le brouillon se prépare sans, le lancement en demande une.{" "}
        <Link to={href("/reglages/boites")}>Ajouter une boîte</Link>
      </p>
    );
  return (
    <SelectField
      {...refused}
      name="mailboxId"
      label="Boîte d’envoi"
      hint="D’où partent les messages"
      options={options}
      defaultValue={options[0]!.value}
    />
  );
}
