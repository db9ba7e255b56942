import { useState } from "react";
import { Form, href } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { ConfirmDialog } from "#app/ui/dialog.tsx";
import { formatDate, relativeTime } from "#app/ui/format.ts";
import { useHydrated } from "#app/ui/hydrated.ts";
import type { listTokens } from "./tokens.server.ts";

/** A token: whose, since when, last used when; revoked once confirmed. */
export function TokenRow({
  token,
  now,
}: {
  token: Awaited<ReturnType<typeof listTokens>>[number];
  now: Date;
}) {
  const [asking, setAsking] = useState(false);
  const { id, label, createdAt, lastUsedAt, user } = token;
  const action = href("/reglages/jetons/:id/revocation", { id });
  return (
    <li className="settings__row">
      <span className="fill">
        {label}
        <span className="source">
          {user.name}, créé le {formatDate(createdAt)},{" "}
          {lastUsedAt ? `utilisé ${relativeTime(lastUsedAt, now)}` : "jamais utilisé"}
        </span>
      </span>
      {useHydrated() ? (
        <Button look="ghost" onClick={() => setAsking(true)}>
          Révoquer
        </Button>
      ) : (
        <Form method="post" action={action}>
          <Button type="submit" look="ghost">
            Révoquer
          </Button>
        </Form>
      )}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={`Révoquer « ${label} »\u00A0?`}
        confirm="Révoquer le jeton"
        action={action}
      >
        <p>Le programme qui s’en sert est refusé dès son prochain appel. Un jeton révoqué ne revient pas.</p>
      </ConfirmDialog>
    </li>
  );
}
