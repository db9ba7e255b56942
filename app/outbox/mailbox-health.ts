import { formatNumber, plural, relativeTime } from "#app/ui/format.ts";
import type { Mailbox } from "./mailboxes.server.ts";

/** What is known of how a mailbox fares. */
export type Health = {
  lastSentAt: Date | null;
  /** Of its last messages gone, fifty at most, how many came back. */
  bounced: { count: number; of: number };
  /** Not gone yet, of campaigns under way; `due`: those whose hour has come. */
  waiting: number;
  due: number;
  uncertain: number;
  imapSeenAt: Date | null;
  imapTrouble: string | null;
  /** When the server last gave the messages of the folder other numbers. */
  renumberedAt: Date | null;
  trippedAt: Date | null;
};

export type Sign = {
  tone: "ok" | "warn" | "late" | "info";
  text: string;
  /** What a button does about it. */
  way?: "resume" | "close-breaker";
};

/** Bounces over which first touches had better wait. */
export const BOUNCE_LIMIT = 0.04;
/** How long a renumbered folder is told: it asks nothing of anyone. */
const TOLD_MS = 7 * 86_400_000;
const SILENT_MS = 30 * 60_000;

/** How a mailbox fares, the worst first, each with what to do about it. */
export function signsOf(mailbox: Mailbox, health: Health, now: Date): Sign[] {
  const signs = [
    ...stopped(mailbox, health, now),
    ...sending(mailbox, health),
    ...receiving(mailbox, health, now),
    ...renumbered(health, now),
  ];
  const order = ["late", "warn", "ok", "info"];
  return signs.sort((one, other) => order.indexOf(one.tone) - order.indexOf(other.tone));
}

/** The one that a list shows. */
export function mainSign(mailbox: Mailbox, health: Health, now: Date): Sign {
  return signsOf(mailbox, health, now)[0]!;
}

function stopped({ pausedAt }: Mailbox, { trippedAt }: Health, now: Date): Sign[] {
  const signs: Sign[] = [];
  if (trippedAt)
    signs.push({
      ...{ tone: "late", way: "close-breaker" },
      text: `Disjoncteur ${relativeTime(trippedAt, now)} : trop de messages reviennent. Les premiers messages attendent. Vérifiez d’où viennent les adresses, puis reprenez.`,
    });
  if (pausedAt) signs.push({ tone: "warn", way: "resume", text: "En pause : rien n’en part." });
  return signs;
}

function sending({ smtp, pausedAt, pauseReason, dailyCap, sentToday }: Mailbox, health: Health): Sign[] {
  const { bounced, due, uncertain } = health;
  const signs: Sign[] = [];
  if (!smtp)
    signs.push({
      tone: "info",
      text: "Sans serveur d’envoi, tout arrive dans la boîte locale : rien ne sort d’ici. Donnez-en un ci-dessous pour écrire vraiment.",
    });
  else if (pauseReason && !pausedAt) signs.push({ tone: "late", text: pauseReason });
  else signs.push({ tone: "ok", text: "Le serveur d’envoi répond." });
  if (bounced.of >= 20 && bounced.count / bounced.of > BOUNCE_LIMIT)
    signs.push({
      tone: "warn",
      text: `${formatNumber(bounced.count)} des ${formatNumber(bounced.of)} derniers messages sont revenus : vérifiez d’où viennent les adresses.`,
    });
  if (uncertain > 0)
    signs.push({
      tone: "warn",
      text: `${plural(uncertain, "envoi")} à vérifier : le serveur n’a pas répondu.`,
    });
  if (due > 0 && dailyCap !== null && sentToday >= dailyCap)
    signs.push({
      tone: "warn",
      text: `Plafond du jour atteint : ${plural(due, "message")} attendent la prochaine ouverture.`,
    });
  return signs;
}

function receiving({ imap, smtp }: Mailbox, { imapSeenAt, imapTrouble }: Health, now: Date): Sign[] {
  // What is answered in the local mailbox comes back by itself.
  if (!imap && !smtp) return [];
  if (!imap)
    return [
      {
        tone: "info",
        text: "Ses réponses ne sont pas lues. Donnez un serveur de réception pour qu’elles arrivent dans « Réponses à traiter ».",
      },
    ];
  if (imapTrouble) return [{ tone: "late", text: imapTrouble }];
  if (!imapSeenAt)
    return [
      {
        tone: "info",
        text: "Les réponses n’ont pas encore été lues : la première lecture suit le réglage d’une minute environ.",
      },
    ];
  if (now.getTime() - imapSeenAt.getTime() > SILENT_MS)
    return [
      {
        tone: "warn",
        text: `Réponses lues ${relativeTime(imapSeenAt, now)} : plus rien depuis. Le programme qui envoie et reçoit (worker) tourne-t-il ?`,
      },
    ];
  return [{ tone: "ok", text: `Réponses lues ${relativeTime(imapSeenAt, now)}.` }];
}

function renumbered({ renumberedAt }: Health, now: Date): Sign[] {
  if (!renumberedAt || now.getTime() - renumberedAt.getTime() > TOLD_MS) return [];
  const text = `Le serveur a renuméroté la boîte de réception ${relativeTime(renumberedAt, now)} : les derniers jours ont été relus, rien n’a été pris deux fois.`;
  return [{ tone: "info", text }];
}
