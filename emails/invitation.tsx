import { ActionMail } from "./action-mail.tsx";

export type InvitationProps = { product?: string; invitedBy?: string; url?: string };

/** Someone is invited to a product. */
export function Invitation({
  product = "Parcelle",
  invitedBy = "Camille Roussel",
  url = "https://essaim.example/invitation/exemple",
}: InvitationProps) {
  return (
    <ActionMail
      lines={[
        "Bonjour,",
        `${invitedBy} vous invite à rejoindre le produit ${product} sur Essaim, l’outil de suivi du déploiement.`,
      ]}
      action={{ label: "Accepter l’invitation", url }}
      after="Ce lien fonctionne pendant sept jours. Si vous n’attendiez pas cette invitation, ignorez ce message."
    />
  );
}

export default Invitation;

export const invitationSubject = ({ product = "Parcelle" }: InvitationProps) =>
  `Rejoindre ${product} sur Essaim`;
