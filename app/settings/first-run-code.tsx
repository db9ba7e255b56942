import { TextField } from "#app/ui/form.tsx";

/** Asked for on a machine that others can reach. */
export function FirstRunCode(answer: Partial<Parameters<typeof TextField>[0]>) {
  return (
    <TextField
      {...answer}
      name="code"
      label="Code de premier démarrage"
      hint="Huit caractères, écrits dans le journal du serveur (« First-run code »)."
      autoComplete="off"
      required
    />
  );
}
