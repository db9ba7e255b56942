import { href } from "react-router";
import { Empty, type Way } from "#app/ui/empty.tsx";

const MAILBOX: Way = {
  icon: "mail-line",
  title: "Ajoutez d’abord une boîte d’envoi",
  hint: "L’adresse et le serveur SMTP d’où partent les messages",
  to: href("/reglages/boites"),
};
const WRITE: Way = {
  icon: "send-plane-line",
  title: "Écrire une campagne",
  hint: "À tous vos contacts, ou à ceux qu’un filtre retient",
  to: href("/campagnes/nouvelle"),
};
const CHOOSE: Way = {
  icon: "user-line",
  title: "Choisir des contacts",
  hint: "Sélectionnez-les dans leur liste, puis écrivez-leur",
  to: href("/contacts"),
};

/** Before the first campaign: what to do, in its order. */
export function CampaignsEmpty({ hasMailbox, writes }: { hasMailbox: boolean; writes: boolean }) {
  if (!writes) return <Empty title="Aucune campagne">Votre rôle permet de les lire, pas d’en écrire.</Empty>;
  return (
    <Empty
      title="Aucune campagne pour l’instant"
      ways={hasMailbox ? [WRITE, CHOOSE] : [MAILBOX, WRITE, CHOOSE]}
    >
      Un même message, écrit à chacun par son nom, envoyé au rythme d’une personne. Le registre dit ensuite
      qui l’a reçu.
    </Empty>
  );
}
