import { MATCH_WORDS, type Pending } from "./pending.ts";

/** Why it waits: what was recognised, how surely, and what it asks. */
export function Recognised({ item }: { item: Pending }) {
  return <p className="small muted">{reason(item)}</p>;
}

function reason({
  kind,
  unreadable,
  matchedBy,
  confidence,
  contact,
  institution,
  sent,
  successor,
}: Pending): string {
  const who = contact?.name ?? institution?.name ?? sent?.email;
  const how =
    matchedBy && confidence !== null ? `${MATCH_WORDS[matchedBy]}, ${confidence}\u00A0% de confiance` : null;
  if (unreadable) return "Ce message n’a pas pu être lu en entier. Il est gardé tel qu’il est arrivé.";
  if (kind === "challenge")
    return `Un filtre demande de prouver que vous existez${who ? ` avant de remettre votre message à ${who}` : ""}. Ouvrez le message, suivez son lien s’il vous paraît sûr, puis dites-le ici.`;
  if (kind === "left" && who)
    return successor
      ? `${who} a quitté son poste et nomme quelqu’un. La séquence est arrêtée.`
      : `${who} a quitté son poste sans nommer personne. La séquence est arrêtée.`;
  if (kind === "bounce" || kind === "delayed")
    return how && sent
      ? `Cet avis parle peut-être de votre message à ${sent.email} (${how}), mais rien ne prouve qu’il en vient. Rien n’a changé.`
      : "Cet avis parle d’une adresse à laquelle rien n’a été envoyé. Rien n’a changé.";
  if (how && who) return `Peut-être ${who} (${how}).`;
  return "Rien ne dit à quel envoi il répond.";
}
