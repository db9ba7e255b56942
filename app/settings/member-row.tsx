import { useState } from "react";
import { href, useFetcher } from "react-router";
import { ROLE_LABELS, ROLES, type Role } from "#app/auth/actor.ts";
import { IconButton } from "#app/ui/button.tsx";
import { ConfirmDialog } from "#app/ui/dialog.tsx";
import { Avatar } from "#app/ui/page.tsx";

type Member = { id: string; role: Role; user: { name: string; email: string } };

/** A member, whose role an admin changes in place. */
export function MemberRow({ member, me, admin }: { member: Member; me: boolean; admin: boolean }) {
  const fetcher = useFetcher<{ error?: string }>();
  const [removing, setRemoving] = useState(false);
  const { name, email } = member.user;
  const role = (fetcher.formData?.get("role") as Role | null) ?? member.role;
  return (
    <li className="settings__row">
      <Avatar name={name} me={me} decorative />
      <span className="fill">
        {name}
        <span className="source">{email}</span>
        {fetcher.data?.error && (
          <span className="fr-error-text" role="alert">
            {fetcher.data.error}
          </span>
        )}
      </span>
      {admin ? (
        <>
          <fetcher.Form
            method="post"
            action={href("/reglages/membres/:id/role", { id: member.id })}
            className="row"
          >
            <select
              className="fr-select"
              name="role"
              aria-label={`Rôle de ${name}`}
              key={member.role}
              value={role}
              onChange={(event) => void fetcher.submit(event.currentTarget.form)}
            >
              {ROLES.map((value) => (
                <option key={value} value={value}>
                  {ROLE_LABELS[value]}
                </option>
              ))}
            </select>
            <noscript>
              <button className="fr-btn fr-btn--sm fr-btn--tertiary">Changer le rôle</button>
            </noscript>
          </fetcher.Form>
          <IconButton icon="delete-bin-line" label={`Retirer ${name}`} onClick={() => setRemoving(true)} />
          <ConfirmDialog
            open={removing}
            onClose={() => setRemoving(false)}
            title={`Retirer ${name} du produit ?`}
            confirm={`Retirer ${name}`}
            action={href("/reglages/membres/:id/retrait", { id: member.id })}
          >
            <p>Ses jetons cessent de marcher. Ce que cette personne a fait reste dans l’historique.</p>
          </ConfirmDialog>
        </>
      ) : (
        <span className="muted">{ROLE_LABELS[role]}</span>
      )}
    </li>
  );
}
