import { useEffect, useRef } from "react";
import { href, useFetcher } from "react-router";
import { useSavedToast } from "#app/settings/use-saved-toast.ts";
import { type FormAnswer, FormErrors, SubmitButton, TextField } from "#app/ui/form.tsx";

/** Changes the password; the other devices are signed out. */
export function PasswordChange() {
  const fetcher = useFetcher<FormAnswer & { saved?: boolean }>();
  const form = useRef<HTMLFormElement>(null);
  useSavedToast(fetcher.data?.saved ? fetcher.data : undefined, "Mot de passe changé.");
  useEffect(() => {
    if (fetcher.data?.saved) form.current?.reset();
  }, [fetcher.data]);
  return (
    <fetcher.Form
      method="post"
      action={href("/reglages/compte/mot-de-passe")}
      className="stack stack--lg"
      ref={form}
    >
      <FormErrors errors={fetcher.data?.errors} />
      <TextField
        errors={fetcher.data?.errors}
        name="currentPassword"
        label="Mot de passe actuel"
        type="password"
        autoComplete="current-password"
        required
      />
      <TextField
        errors={fetcher.data?.errors}
        name="newPassword"
        label="Nouveau mot de passe"
        hint="Au moins 12 caractères. Les autres appareils seront déconnectés."
        type="password"
        autoComplete="new-password"
        minLength={12}
        required
      />
      <p>
        <SubmitButton pending={fetcher.state !== "idle"} look="tertiary">
          Changer le mot de passe
        </SubmitButton>
      </p>
    </fetcher.Form>
  );
}
