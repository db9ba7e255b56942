import { href, Link } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { TargetForm } from "#app/target/target-fields.tsx";
import { chooseTarget, readTargetPage } from "#app/target/target-page.server.ts";
import { TargetSide, useChosen } from "#app/target/target-view.tsx";
import { refusal } from "#app/ui/form.tsx";
import { plural } from "#app/ui/format.ts";
import { orOffline } from "#app/ui/or-offline.ts";
import { withParams } from "#app/ui/url.ts";
import type { Route } from "./+types/target";

export const loader = ({ context, url }: Route.LoaderArgs) => readTargetPage(context.get(memberContext), url);

export const action = ({ request, context }: Route.ActionArgs) =>
  chooseTarget(context.get(memberContext), request);

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);

export default function Target({ loaderData, actionData }: Route.ComponentProps) {
  useChosen(actionData);
  const { custom } = loaderData;
  return (
    <div className="target--settings">
      <div>
        <p className="muted">
          La Cible sert de dénominateur partout{"\u00A0"}: pénétration, carte, objectifs.
        </p>
        {custom && (
          <p className="fr-alert fr-alert--info fr-alert--sm">
            Votre Cible vient d’un filtre de la liste{"\u00A0"}:{" "}
            <Link
              className="link"
              to={`${href("/institutions")}${withParams("", { filtre: custom.filter })}`}
            >
              {plural(custom.count, "institution")}
            </Link>
            . Ce que vous cochez ici la remplacera.
          </p>
        )}
        <TargetForm page={loaderData} refused={refusal(actionData)} />
      </div>
      <TargetSide page={loaderData} />
    </div>
  );
}
