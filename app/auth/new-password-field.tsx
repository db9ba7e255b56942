import type { ComponentProps } from "react";
import { TextField } from "#app/ui/form.tsx";

/** A password that is chosen, with the one rule there is. */
export function NewPasswordField(refused: Pick<ComponentProps<typeof TextField>, "values" | "errors">) {
  return (
    <TextField
      {...refused}
      name="password"
      label="Mot de passe"
      hint="Au moins 12 caractères. Une phrase convient très bien."
      type="password"
      autoComplete="new-password"
      minLength={12}
      required
    />
  );
}
