import { Form, href, redirect } from "react-router";
import { z } from "zod";
import { memberContext } from "#app/auth/context.ts";
import { readAskedAudience } from "#app/campaigns/audience-params.server.ts";
import { askedParams } from "#app/campaigns/audience-form.ts";
import { AudienceInputs, AudiencePicker } from "#app/campaigns/audience-picker.tsx";
import { audienceOf, findCampaign } from "#app/campaigns/campaign-row.server.ts";
import { readPicked } from "#app/campaigns/picked.server.ts";
import { updateCampaign } from "#app/campaigns/update-campaign.server.ts";
import { handleForm } from "#app/form.server.ts";
import { plural } from "#app/ui/format.ts";
import { FormErrors, refusal, SubmitButton } from "#app/ui/form.tsx";
import { PageHead } from "#app/ui/page.tsx";
import type { Route } from "./+types/audience";

export const meta: Route.MetaFunction = () => [{ title: "Audience · Essaim" }];

/** The audience of a draft, or, once something else was asked for, what it would become. */
export async function loader({ context, params, url }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const row = await findCampaign(member, params.id);
  if (row.state !== "draft") throw redirect(href("/campagnes/:id", { id: row.id }));
  const audience = await readAskedAudience(member, url.searchParams, audienceOf(row));
  return { id: row.id, name: row.name, version: row.version, picked: await readPicked(member, audience) };
}

const schema = z.object({
  version: z.coerce.number().int(),
  contacts: z.string().optional(),
  filtre: z.string().optional(),
  ...{ parInstitution: z.string().optional(), repos: z.string().optional() },
});

export const action = ({ request, context, params }: Route.ActionArgs) =>
  handleForm(request, schema, async ({ version, contacts, filtre, parInstitution, repos }) => {
    const member = context.get(memberContext);
    const asked = askedParams({ contacts, filtre, parInstitution, repos });
    await updateCampaign(member, params.id, { version, ...(await readAskedAudience(member, asked)) });
    return redirect(href("/campagnes/:id", { id: params.id }));
  });

export default function Audience({ loaderData, actionData }: Route.ComponentProps) {
  const { id, name, version, picked } = loaderData;
  const to = href("/campagnes/:id", { id });
  return (
    <>
      <PageHead
        title="À qui écrire"
        crumbs={[
          { label: "Campagnes", to: href("/campagnes") },
          { label: name, to },
        ]}
      >
        <Form method="post">
          <FormErrors {...refusal(actionData)} />
          <input type="hidden" name="version" value={version} />
          <AudienceInputs audience={picked.audience} />
          <SubmitButton icon="check-line">Écrire à {plural(picked.recipients, "personne")}</SubmitButton>
        </Form>
      </PageHead>
      <div className="page__body form">
        <AudiencePicker picked={picked} campaignId={id} />
      </div>
    </>
  );
}
