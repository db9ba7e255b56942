import "#app/campaigns/certificate.css";
import { href } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import type { Counts } from "#app/campaigns/certificate.ts";
import { readCertificate } from "#app/campaigns/certificate.server.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { formatDay, formatNumber, formatTime, type Moment, plural } from "#app/ui/format.ts";
import { PageHead, Section } from "#app/ui/page.tsx";
import type { Route } from "./+types/certificate";

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `Certificat · ${loaderData?.campaign.name ?? "Campagne"} · Essaim` },
];

export const loader = ({ context, params }: Route.LoaderArgs) =>
  readCertificate(context.get(memberContext), params.id, new Date());

const FIGURES: { key: keyof Counts; label: string; meaning: string }[] = [
  { key: "accepted", label: "Acceptés", meaning: "Le serveur d’envoi en a pris la responsabilité." },
  { key: "rejected", label: "Refusés", meaning: "Le serveur les a refusés pour de bon : rien n’est parti." },
  {
    key: "uncertain",
    label: "À vérifier",
    meaning: "Partis ou non, personne ne le sait encore : ils ne sont pas renvoyés d’office.",
  },
  { key: "cancelled", label: "Annulés", meaning: "Jamais partis, pour la raison que dit le registre." },
  { key: "waiting", label: "En attente", meaning: "À envoyer encore : le certificat changera." },
];

/** What the ledger says of a campaign, sealed: to print, or to hand to a program. */
export default function CertificatePage({ loaderData }: Route.ComponentProps) {
  const { campaign, messages, sha256, readAt } = loaderData;
  const { id, name, launchedAt, finishedAt } = campaign;
  return (
    <>
      <PageHead
        title="Certificat d’envoi"
        crumbs={[
          { label: "Campagnes", to: href("/campagnes") },
          { label: name, to: href("/campagnes/:id", { id }) },
        ]}
      >
        <ButtonLink
          look="ghost"
          icon="download-line"
          to={href("/campagnes/:id/certificat.txt", { id })}
          reloadDocument
        >
          Registre
        </ButtonLink>
        <ButtonLink look="ghost" to={href("/campagnes/:id/certificat.json", { id })} reloadDocument>
          JSON
        </ButtonLink>
        <Button look="primary" onClick={() => window.print()}>
          Imprimer
        </Button>
      </PageHead>
      <div className="page__body certificate">
        <p>
          Campagne « {name} »{launchedAt ? `, lancée le ${at(launchedAt)}` : ", pas encore lancée"}
          {launchedAt && (finishedAt ? `, terminée le ${at(finishedAt)}` : ", encore en cours")}.{" "}
          {plural(messages, "message")} au registre, {messages > 1 ? "lus" : "lu"} le {at(readAt)}.
        </p>
        <Section title="Ce que dit le registre">
          <table className="table table--plain table--certificate">
            <caption className="fr-sr-only">Messages par issue</caption>
            <thead>
              <tr>
                <th className="w-4">Issue</th>
                <th className="num w-3">Messages</th>
                <th>Ce que cela veut dire</th>
              </tr>
            </thead>
            <tbody>
              {FIGURES.map(({ key, label, meaning }) => (
                <tr key={key}>
                  <th scope="row">{label}</th>
                  <td className="num">{formatNumber(loaderData[key])}</td>
                  <td className="muted">{meaning}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
        <Section title="Empreinte du registre">
          <p className="certificate__hash">
            <code>{sha256}</code>
          </p>
          <p className="muted">
            SHA-256 du fichier « Registre » : une ligne par message, dans l’ordre des Message-ID, sans aucune
            adresse. La commande <code>sha256sum</code> sur ce fichier donne la même empreinte ; une ligne
            changée en donne une autre.
          </p>
        </Section>
      </div>
    </>
  );
}

const at = (moment: Moment) => `${formatDay(moment)} à ${formatTime(moment)}`;
