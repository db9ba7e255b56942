import { fold } from "#app/words.ts";
import type { Inbound } from "./inbound.ts";
import { returnDay } from "./return-date.ts";

/** What a message is. Each carries what makes the sequence go on, wait or stop. */
export type Classified =
  /** Not delivered: for good (`hard`), or for now. */
  | { kind: "bounce"; hard: boolean; recipient: string | null; status: string | null; detail: string }
  /** The server still tries: nothing to do yet. */
  | { kind: "delayed"; recipient: string | null; detail: string }
  /** A filter asks the sender to prove that they exist: a human has to click. */
  | { kind: "challenge" }
  /** Away; `until` is the first day to write again, « YYYY-MM-DD ». */
  | { kind: "auto_reply"; until: string | null }
  /** No longer at this post; whoever is named instead, to be proposed. */
  | { kind: "left"; successor: Successor | null }
  /** Asks not to be written to any more. */
  | { kind: "opposition" }
  | { kind: "human" };

export type Successor = { name: string | null; email: string | null };

/**
 * Decides in the order of certainty: a report of non-delivery, a challenge, a machine's answer (and, within it,
 * somebody who has left), an opposition, a human.
 * @param received the day it came, « YYYY-MM-DD » in Paris
 */
export function classify(mail: Inbound, received: string): Classified {
  const bounce = bounceOf(mail);
  if (bounce) return bounce;
  const words = fold(mail.own);
  const subject = fold(mail.subject);
  if (isChallenge(mail, `${subject} ${fold(mail.text)}`)) return { kind: "challenge" };
  const left = hasLeft(words);
  if (isAutomatic(mail, subject, words))
    return left
      ? { kind: "left", successor: successorIn(mail) }
      : { kind: "auto_reply", until: returnDay(mail.own, received) };
  if (isOpposition(subject, words)) return { kind: "opposition" };
  if (left) return { kind: "left", successor: successorIn(mail) };
  return { kind: "human" };
}

function bounceOf(mail: Inbound): Classified | null {
  const { report } = mail;
  if (report?.action === "delivered" || report?.action === "relayed" || report?.action === "expanded")
    return null;
  if (report) {
    const { recipient, status, diagnostic } = report;
    const detail = diagnostic ?? status ?? "";
    if (report.action === "delayed") return { kind: "delayed", recipient, detail };
    return { kind: "bounce", hard: isHard(status, detail), recipient, status, detail };
  }
  if (!fromMailSystem(mail)) return null;
  const text = mail.text || mail.subject;
  const detail = /\b[45]\d\d[ -][^\n]{0,200}/.exec(text)?.[0].trim() ?? mail.subject;
  const recipient =
    /[^\s<>"'();:,]+@[^\s<>"'();:,]+\.[a-z]{2,}/i
      .exec(text.replaceAll(mail.to[0] ?? "\0", ""))?.[0]
      .toLowerCase() ?? null;
  const status = /\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(text)?.[1] ?? null;
  if (
    /\b(delayed|retard|warning: (could not|message still)|not been delivered yet|will keep trying)\b/i.test(
      `${mail.subject} ${text.slice(0, 600)}`,
    )
  )
    return { kind: "delayed", recipient, detail };
  return { kind: "bounce", hard: isHard(status, text), recipient, status, detail };
}

/** RFC 3463: 5 is for good; but a full mailbox (5.2.2) or a refusal of the moment (5.7.x by reputation) is not the address's fault. */
function isHard(status: string | null, detail: string): boolean {
  if (status?.startsWith("4") || status === "5.2.2") return false;
  if (/mailbox (is )?full|over ?quota|boite (aux lettres )?pleine|quota/i.test(fold(detail))) return false;
  return status === null || status.startsWith("5");
}

/** A server that speaks for itself: nobody else has this name, nor an empty return path. */
function fromMailSystem({ from, headers, subject }: Inbound): boolean {
  const sender = from?.address ?? "";
  if (/^(mailer-daemon|postmaster|mail-daemon|mdaemon)@/i.test(sender)) return true;
  const empty = headers["return-path"]?.trim() === "<>";
  return (
    empty &&
    /undeliver|non remis|echec (de la )?remise|delivery (status|failure)|returned mail|non distribu/.test(
      fold(subject),
    )
  );
}

/** Mailinblack, Vade, Boxbe, Spamarrest and their like. */
function isChallenge({ from, headers }: Inbound, words: string): boolean {
  const sender = from?.address ?? "";
  if (
    /mailinblack|boxbe|spamarrest|bluebottle/.test(
      `${sender} ${headers["x-mailer"] ?? ""} ${headers["x-mib-version"] ? "mailinblack" : ""}`,
    )
  )
    return true;
  return /(cliquez|cliquer|click)[^.]{0,80}(vous authentifier|authentifi|confirmer votre (adresse|envoi|identite)|prouver|verify (yourself|your)|confirm (you|your))|votre (message|courriel|mail) (est|a ete) (mis )?en attente|(message|email) is (being held|on hold)|antispam[^.]{0,60}(confirmer|valider)/.test(
    words,
  );
}

/** RFC 3834, then what French administrations' servers really send. `X-Auto-Response-Suppress` alone proves nothing. */
function isAutomatic({ headers }: Inbound, subject: string, words: string): boolean {
  const submitted = headers["auto-submitted"]?.trim().toLowerCase();
  if (submitted && submitted !== "no") return true;
  if (headers["x-autoreply"] || headers["x-autorespond"] || headers["x-auto-reply"]) return true;
  if (/^(auto_?reply|vacation)/i.test(headers["precedence"]?.trim() ?? "")) return true;
  if (
    /^(re ?: ?)*(\[?(reponse|message) automatique|auto(matic)?[ -]?(reply|response)|out of (the )?office|absen(ce|t)|absence du bureau|je suis absente?|conges?\b|accuse de reception|automatische)/.test(
      subject,
    )
  )
    return true;
  return /^(ceci est un|this is an) (message|e-?mail|reponse|automat)[^.]{0,30}automat|^(je suis|nous sommes) (actuellement )?(absente?s?|en conges?|indisponible)[^.]{0,60}\b(jusqu|du \d|de retour|retour)/.test(
    words.slice(0, 300),
  );
}

/** « n’exerce plus », « a quitté »: the post is empty, or somebody else's. */
function hasLeft(words: string): boolean {
  return /(n'exerce plus|ne (fais|fait) plus partie|(j'ai|a|ai) quitte (mes|ses|le|la|la |les|l'|notre|mon|son|cette|votre)|ne travaille plus|n'est plus (en (poste|fonction)|dans (le|la|notre|nos)|a (la|l'|ce))|ne suis plus (en poste|en fonction|dans|a la|a l')|(fait|faire|pris) valoir (mes|ses) droits a (la )?retraite|(suis|est|parti[e]?s?|depart) (desormais |partie? )?(a|en) (la )?retraite|(j'ai|a) change d(e|'affectation)( de)?( poste| service| affectation)?|mutee? (a|au|dans|vers)|no longer (work|with|employed|at)|has left (the|our)|(adresse|boite|messagerie)[^.]{0,30}(n'est plus (utilisee|consultee|active|relevee|valide)|a ete desactivee|sera supprimee))/.test(
    words,
  );
}

/** Short and plain, or explicit: « STOP », « ne plus recevoir », « désinscrivez-moi ». */
function isOpposition(subject: string, words: string): boolean {
  if (
    /^\W*(stop|desinscription|desabonnement|unsubscribe)\W*$/.test(words) ||
    /^\W*(stop|desinscription|unsubscribe)\W*$/.test(subject)
  )
    return true;
  return /((ne (plus|pas)|(ne |n')(\w+ ){1,2}(plus|pas)|cesse[rz]? de|arrete[rz]? de)[^.!?]{0,50}(recevoir|m'envoyer|nous envoyer|m'ecrire|m'adresser|me contacter|me solliciter|nous solliciter|nous contacter|m'importuner|etre (contacte|sollicite|demarche))|(desinscri|desabonn)[a-z]*(-| )?(moi|nous|mon|notre|cette)|(retire[rz]|supprime[rz]|enleve[rz]|radie[rz])[^.!?]{0,30}(mon adresse|mes coordonnees|notre adresse|mon (e-?mail|mail|courriel|nom)|de (votre|vos|cette) (liste|fichier|base))|(m'oppose|nous opposons|droit d'opposition|s'oppose)|article 21|(unsubscribe|remove) (me|us|my)|stop (sending|emailing|contacting)|do not (contact|email|write to) (me|us))/.test(
    words,
  );
}

/** « Contactez désormais Anne Delmas (anne.delmas@… ) »: the first other address, and the capitalised words before it. */
function successorIn({ own, from }: Inbound): Successor | null {
  const body = own.replace(/\s+/g, " ");
  const email = [...body.matchAll(/[\w.+'-]+@[\w-]+(?:\.[\w-]+)+/g)]
    .map(([one]) => one.toLowerCase())
    .find((one) => one !== from?.address);
  const name =
    /(?:[Cc]ontacter|[Cc]ontactez|adresser à|[Aa]dressez-vous à|rapprocher de|remplacée? par|écrire à|[ÉéE]crivez à|joindre|[Ss]uccesseure?(?: est)?(?: :)?|contact)\s+(?:désormais |dorénavant |directement |maintenant )?(?:Madame |Monsieur |Mme |M\. |Mlle )?((?:\p{Lu}[\p{L}’'-]+\s?){2,4})/u
      .exec(body)?.[1]
      ?.trim();
  return email || name ? { name: name ?? null, email: email ?? null } : null;
}
