import { Form, href, redirect } from "react-router";
import { z } from "zod";
import { memberContext } from "#app/auth/context.ts";
import { readAudienceParams } from "#app/campaigns/audience-params.server.ts";
import { askedRestraint } from "#app/campaigns/audience-form.ts";
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
  const asked = url.searchParams.size > 0;
  const own = audienceOf(row);
  const restraint = url.searchParams.has("parInstitution")
    ? askedRestraint(url.searchParams.get("parInstitution"), url.searchParams.get("repos"))
    : { perInstitution: own.perInstitution, restDays: own.restDays };
  const onlyRestraint = [...url.searchParams.keys()].every(
    (key) => key === "parInstitution" || key === "repos",
  );
  const chosen = asked && !onlyRestraint ? await readAudienceParams(member, url.searchParams) : own;
  const audience = { ...chosen, ...restraint };
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
    const asked = new URLSearchParams(contacts === undefined ? { filtre: filtre ?? "" } : { contacts });
    const audience = await readAudienceParams(member, asked);
    await updateCampaign(member, params.id, {
      version,
      ...audience,
      ...askedRestraint(parInstitution, repos),
    });
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
        <AudiencePicker picked={picked} key={JSON.stringify(picked.answers)} />
      </div>
    </>
  );
}
