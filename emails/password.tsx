import { ActionMail } from "./action-mail.tsx";

/** Someone asked to choose a new password. */
export function Password({ url = "https://essaim.example/mot-de-passe/exemple" }: { url?: string }) {
  return (
    <ActionMail
      lines={["Bonjour,", "Vous avez demandé à choisir un nouveau mot de passe pour votre compte Essaim."]}
      action={{ label: "Choisir un mot de passe", url }}
      after="Ce lien fonctionne une fois, pendant une heure. Si vous n’avez rien demandé, ignorez ce message : votre mot de passe reste le même."
    />
  );
}

export default Password;

export const passwordSubject = "Choisir un nouveau mot de passe";
