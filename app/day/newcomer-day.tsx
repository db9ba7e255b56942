import { href } from "react-router";
import { Empty, type Way } from "#app/ui/empty.tsx";

/** A first day: what makes the next ones. */
export function NewcomerDay({ canWrite }: { canWrite: boolean }) {
  const ways: [Way, Way, Way] = [
    {
      icon: "flag-line",
      title: "Dire qui vous visez",
      hint: "Des types d’institutions et des territoires, puis un clic pour remplir le pipeline.",
      to: href("/demarrage/cible"),
    },
    {
      icon: "user-add-line",
      title: "Ajouter un contact",
      hint: "Un nom ou une signature de courriel suffit.",
      to: href("/contacts/nouveau"),
    },
    {
      icon: "phone-line",
      title: "Noter un premier échange",
      hint: "Depuis la fiche d’une institution, en une phrase.",
      to: href("/institutions"),
    },
  ];
  return (
    <div className="page__body">
      <Empty title="Rien à faire aujourd’hui, pour l’instant" ways={canWrite ? ways : []}>
        Chaque partenariat a une prochaine action&nbsp;: elles viendront ici, les plus urgentes d’abord.
      </Empty>
    </div>
  );
}
