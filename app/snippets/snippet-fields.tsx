import { type FormAnswer, TextArea, TextField } from "#app/ui/form.tsx";
import type { Snippet } from "./snippet.ts";

export function SnippetFields({ snippet, ...refused }: FormAnswer & { snippet?: Snippet }) {
  return (
    <>
      <TextField
        {...refused}
        name="name"
        label="Nom"
        hint="Ce que l’on tape après « / » dans un message."
        defaultValue={snippet?.name}
        maxLength={60}
        autoComplete="off"
        required
      />
      <TextArea
        {...refused}
        name="text"
        label="Texte"
        hint="Les champs {{ contact.prenom }} y sont permis : ils prennent leur valeur pour chaque destinataire."
        defaultValue={snippet?.text}
        rows={6}
        maxLength={5000}
        required
      />
    </>
  );
}
