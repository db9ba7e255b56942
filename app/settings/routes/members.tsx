import { Form, href } from "react-router";
import { ROLE_LABELS, ROLES } from "#app/auth/actor.ts";
import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { invitationForm, inviteMember, listMembers } from "#app/settings/members.server.ts";
import { MemberRow } from "#app/settings/member-row.tsx";
import { Button } from "#app/ui/button.tsx";
import { FormErrors, refusal, SelectField, SubmitButton, TextField } from "#app/ui/form.tsx";
import { formatDate } from "#app/ui/format.ts";
import { Section } from "#app/ui/page.tsx";
import type { Route } from "./+types/members";

export async function loader({ context }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  return { ...(await listMembers(member)), admin: member.role === "admin", me: member.userId };
}

export const action = ({ request, context }: Route.ActionArgs) =>
  handleForm(request, invitationForm, async (input) => ({
    invited: input.email,
    ...(await inviteMember(context.get(memberContext), input)),
  }));

const roles = ROLES.map((role) => ({ value: role, label: ROLE_LABELS[role] }));

export default function Members({ loaderData, actionData }: Route.ComponentProps) {
  const refused = refusal(actionData);
  const { members, invitations, admin, me } = loaderData;
  return (
    <>
      <Section title="Membres" count={members.length}>
        <ul className="fr-raw-list">
          {members.map((member) => (
            <MemberRow key={member.id} member={member} me={member.userId === me} admin={admin} />
          ))}
        </ul>
      </Section>
      {invitations.length > 0 && (
        <Section title="Invitations en attente" count={invitations.length}>
          <ul className="fr-raw-list">
            {invitations.map((invitation) => (
              <li key={invitation.id} className="settings__row">
                <span className="fill">
                  {invitation.email}
                  <span className="source">
                    {ROLE_LABELS[invitation.role]}, valable jusqu’au {formatDate(invitation.expiresAt)}
                  </span>
                </span>
                {admin && (
                  <Form
                    method="post"
                    action={href("/reglages/invitations/:id/annulation", { id: invitation.id })}
                  >
                    <Button type="submit" look="ghost">
                      Annuler l’invitation
                    </Button>
                  </Form>
                )}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {admin && (
        <Section title="Inviter">
          {actionData && "invited" in actionData && <Invited {...actionData} />}
          <Form method="post" className="stack stack--lg">
            <FormErrors {...refused} />
            <div className="pair">
              <TextField {...refused} name="email" label="Adresse électronique" type="email" required />
              <SelectField {...refused} name="role" label="Rôle" options={roles} defaultValue="deployer" />
            </div>
            <p>
              <SubmitButton>Inviter</SubmitButton>
            </p>
          </Form>
        </Section>
      )}
    </>
  );
}

function Invited({ invited, url, sent }: { invited: string; url: string; sent: boolean }) {
  return (
    <div className="fr-alert fr-alert--success fr-alert--sm" role="status">
      <p>
        {sent
          ? `L’invitation est partie vers ${invited}.`
          : `Transmettez ce lien à ${invited} : il ne sera plus montré.`}
      </p>
      {!sent && <p className="code">{url}</p>}
    </div>
  );
}
