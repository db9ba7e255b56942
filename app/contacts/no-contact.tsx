import { href, useLocation } from "react-router";
import type { Catalogue } from "#app/filters/catalogue.ts";
import { useWayOut } from "#app/filters/use-way-out.ts";
import type { WayOut } from "#app/filters/way-out.server.ts";
import { Empty, type Way } from "#app/ui/empty.tsx";
import { formatNumber, plural } from "#app/ui/format.ts";

const add: Way = {
  ...{ icon: "user-add-line", title: "Ajouter une personne", hint: "Un nom ou une adresse suffit." },
  to: href("/contacts/nouveau"),
};

const bring: Way = {
  ...{
    icon: "upload-2-line",
    title: "Importer un fichier",
    hint: "CSV ou XLSX, d’un tableur ou d’un autre outil.",
  },
  to: href("/imports/nouveau"),
};

/** Nobody yet: what is waiting for them. */
export function NoContact({ followed, reachable }: { followed: number; reachable: number }) {
  const institutions: Way = {
    ...{ icon: "government-line", title: "Choisir parmi les institutions" },
    ...{ hint: "Chaque fiche a son « + » pour ajouter un contact.", to: href("/institutions") },
  };
  return (
    <Empty
      title={
        followed > 1
          ? `Vos ${formatNumber(followed)} institutions attendent leurs interlocuteurs`
          : "Vos interlocuteurs seront ici"
      }
      ways={[add, bring, institutions]}
    >
      {reachable > 0 && `${plural(reachable, "a", "ont")} déjà une adresse de service à laquelle écrire. `}
      Ajoutez les personnes quand vous les rencontrez.
    </Empty>
  );
}

/** Nobody answers to what is asked. */
export function NobodyFound({ wayOut, catalogue }: { wayOut: WayOut | null; catalogue: Catalogue }) {
  const { search } = useLocation();
  const out = useWayOut(wayOut, catalogue, (count) => plural(count, "contact"));
  const q = new URLSearchParams(search).get("q");
  return (
    <Empty
      title={q ? `Personne ne répond à « ${q} »` : "Personne ne répond à ces filtres"}
      ways={[...out, { icon: "close-line", title: "Voir tous les contacts", to: href("/contacts") }, add]}
    />
  );
}
