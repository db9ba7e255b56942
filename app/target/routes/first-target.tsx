import { href } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { TargetForm } from "#app/target/target-fields.tsx";
import { chooseTarget, readTargetPage } from "#app/target/target-page.server.ts";
import { TargetSide, useChosen } from "#app/target/target-view.tsx";
import { refusal } from "#app/ui/form.tsx";
import { WelcomePage } from "#app/ui/welcome.tsx";
import type { Route } from "./+types/first-target";

export const handle = { bare: true };

export const meta: Route.MetaFunction = () => [{ title: "Qui visez-vous\u00A0? · Essaim" }];

export const loader = ({ context, url }: Route.LoaderArgs) => readTargetPage(context.get(memberContext), url);

export const action = ({ request, context }: Route.ActionArgs) =>
  chooseTarget(context.get(memberContext), request);

export default function FirstTarget({ loaderData, actionData }: Route.ComponentProps) {
  useChosen(actionData);
  return (
    <WelcomePage
      step="Étape 2 sur 2"
      title={"Qui visez-vous\u00A0?"}
      lead={
        "Votre Cible sert de dénominateur partout\u00A0: pénétration, carte, objectifs. Vous pourrez la changer."
      }
      aside={<TargetSide page={loaderData} />}
    >
      <TargetForm page={loaderData} refused={refusal(actionData)} later={href("/")} />
    </WelcomePage>
  );
}
