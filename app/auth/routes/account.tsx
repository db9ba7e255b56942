import { Form, href } from "react-router";
import { nameForm, renameUser } from "#app/auth/account.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { FeedSection } from "#app/day/feed-section.tsx";
import { readFeed } from "#app/day/feed.server.ts";
import { handleForm } from "#app/form.server.ts";
import { PasswordChange } from "#app/auth/password-change.tsx";
import { ShortcutSwitch } from "#app/ui/shortcut-switch.tsx";
import { useSavedToast } from "#app/settings/use-saved-toast.ts";
import { FormErrors, refusal, SubmitButton, TextField } from "#app/ui/form.tsx";
import { Section } from "#app/ui/page.tsx";
import type { Route } from "./+types/account";

export async function loader({ context }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  return { user: member.user, feed: await readFeed(member), now: new Date() };
}

export const action = ({ request, context }: Route.ActionArgs) =>
  handleForm(request, nameForm, async ({ name }) => {
    await renameUser(context.get(memberContext).userId, name);
    return { saved: true };
  });

export default function Account({ loaderData: { user, feed, now }, actionData }: Route.ComponentProps) {
  const refused = refusal(actionData);
  useSavedToast(actionData);
  return (
    <>
      <Section title="Vous">
        <Form method="post" className="stack stack--lg">
          <FormErrors {...refused} />
          <TextField
            {...refused}
            name="name"
            label="Prénom et nom"
            hint={`Vous signez ainsi vos courriels. Vous vous connectez avec ${user.email}.`}
            defaultValue={user.name}
            autoComplete="name"
            required
          />
          <p>
            <SubmitButton>Enregistrer le nom</SubmitButton>
          </p>
        </Form>
      </Section>
      <Section title="Mot de passe">
        <PasswordChange />
      </Section>
      <Section title="Clavier">
        <ShortcutSwitch />
      </Section>
      <FeedSection feed={feed} now={now} />
      <Section title="Session">
        <Form method="post" action={href("/deconnexion")}>
          <SubmitButton look="tertiary">Se déconnecter</SubmitButton>
        </Form>
      </Section>
    </>
  );
}
