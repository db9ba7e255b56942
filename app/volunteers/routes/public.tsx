import "#app/results/results.css";
import { useEffect, useRef, useState } from "react";
import { data, Form, href, Link, useFetcher } from "react-router";
import { clientAddressContext } from "#app/client-address.server.ts";
import { AppError } from "#app/errors.ts";
import { handleForm } from "#app/form.server.ts";
import { PublicPage } from "#app/public-pages/public-page.tsx";
import { FormErrors, refusal, SubmitButton, TextArea, TextField } from "#app/ui/form.tsx";
import { countRead, countSend, readPublicCampaign } from "#app/volunteers/public-page.server.ts";
import { receiveVolunteer } from "#app/volunteers/receive.server.ts";
import { volunteerSchema } from "#app/volunteers/volunteer.ts";
import type { Route } from "./+types/public";

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: loaderData?.product ? `Volontaire pour ${loaderData.product.name}` : "Page fermée" },
  { name: "robots", content: "noindex" },
];

export async function loader({ params, context }: Route.LoaderArgs) {
  await countRead(context.get(clientAddressContext));
  const { campaign, closed } = await campaignAt(params.slug);
  const page = { product: campaign?.product ?? null, slug: params.slug, closed };
  return data(page, { status: closed ? 404 : 200 });
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const { campaign, closed } = await campaignAt(params.slug);
  // Closed meanwhile: the page says so.
  if (closed !== null) return data({}, { status: 404 });
  return handleForm(request, volunteerSchema, async (input) => {
    await countSend(context.get(clientAddressContext), campaign.id);
    await receiveVolunteer(campaign, input);
    return { thanks: true };
  });
}

/** Whoever comes here has no account: a page that is closed is said in its own words, not as a page of ours that is lost. */
async function campaignAt(slug: string) {
  try {
    return { campaign: await readPublicCampaign(slug), closed: null };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "not_found") throw error;
    return { campaign: null, closed: error.message };
  }
}

/** « Je suis volontaire »: no account, no cookie, and no JavaScript needed. */
export default function Volunteer({
  loaderData: { product, slug, closed },
  actionData,
}: Route.ComponentProps) {
  const refused = refusal(actionData);
  if (!product)
    return (
      <PublicPage title="Cette page est fermée">
        <p>{closed}</p>
      </PublicPage>
    );
  if (actionData && "thanks" in actionData)
    return (
      <PublicPage title="Merci, c’est noté">
        <p role="status">
          L’équipe de {product.name} vous recontacte à l’adresse que vous avez donnée. Vous pouvez fermer
          cette page.
        </p>
      </PublicPage>
    );
  return (
    <PublicPage title={`Je suis volontaire pour ${product.name}`}>
      {product.tagline && <p>{product.tagline}</p>}
      <p>
        Laissez vos coordonnées&nbsp;: quelqu’un de l’équipe vous rappelle. Seuls les trois premiers champs
        sont nécessaires.
      </p>
      <Form method="post" className="stack stack--lg volunteer">
        <FormErrors {...refused} />
        <Institution refused={refused} slug={slug} />
        <TextField {...refused} name="name" label="Votre nom" autoComplete="name" maxLength={120} required />
        <TextField
          {...refused}
          type="email"
          name="email"
          label="Votre adresse électronique professionnelle"
          autoComplete="email"
          maxLength={254}
          required
        />
        <TextField
          {...refused}
          name="function"
          label="Votre fonction (facultatif)"
          autoComplete="organization-title"
          maxLength={120}
        />
        <TextField
          {...refused}
          type="tel"
          name="phone"
          label="Votre téléphone (facultatif)"
          autoComplete="tel"
          maxLength={40}
        />
        <TextArea {...refused} name="words" label="Un mot (facultatif)" maxLength={2000} rows={3} />
        <div className="volunteer__trap" aria-hidden="true">
          <label>
            Ne pas remplir
            <input type="text" name="website" tabIndex={-1} autoComplete="off" />
          </label>
        </div>
        <p className="small muted">
          Ces informations sont traitées par {product.legalName ?? `le service ${product.name}`}, pour vous
          recontacter au sujet de {product.name}, sur cette base&nbsp;: {product.legalBasis}. Elles sont
          gardées au plus trois ans après votre dernier échange, et ne sont transmises à personne d’autre.
          Vous pouvez y accéder, les faire rectifier ou effacer, ou vous y opposer
          {product.legalContact && <> en écrivant à {product.legalContact}</>}, et adresser une réclamation à
          la CNIL. <Link to={href("/donnees-personnelles")}>Données personnelles</Link>
        </p>
        <p>
          <SubmitButton>Je suis volontaire</SubmitButton>
        </p>
      </Form>
    </PublicPage>
  );
}

/** Typed freely; names of the public universe are proposed meanwhile, where there is JavaScript. */
function Institution({ refused, slug }: { refused: ReturnType<typeof refusal>; slug: string }) {
  const fetcher = useFetcher<string[]>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [listed, setListed] = useState(false);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <>
      <TextField
        {...refused}
        name="institution"
        label="Votre institution"
        hint="Mairie, intercommunalité, département, préfecture, service de l’État…"
        autoComplete="organization"
        maxLength={200}
        list={listed ? "institutions-proposees" : undefined}
        onChange={({ target: { value } }) => {
          setListed(true);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => {
            void fetcher.load(
              `${href("/volontaires/:slug/institutions", { slug })}?${new URLSearchParams({ q: value })}`,
            );
          }, 250);
        }}
        required
      />
      <datalist id="institutions-proposees">
        {(fetcher.data ?? []).map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}
