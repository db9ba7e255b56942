import { z } from "zod";
import { operation } from "#app/api/operation.ts";
import { pageOf, pageQuery } from "#app/api/paging.ts";
import { pageOfRows } from "#app/api/page-of-rows.ts";
import { mailboxInput, mailboxPatch } from "#app/outbox/mailbox.ts";
import {
  createMailbox,
  getMailbox,
  listMailboxes,
  type Mailbox,
  updateMailbox,
} from "#app/outbox/mailboxes.server.ts";

const answer = z
  .object({
    id: z.uuid(),
    name: z.string(),
    fromAddress: z.string(),
    smtpUrl: z
      .string()
      .nullable()
      .meta({ description: "Sans son mot de passe ; nul : le serveur de l’instance." }),
    dailyCap: z.int().nullable().meta({ description: "Envois par jour au plus ; nul : sans plafond." }),
    window: z
      .object({ days: z.array(z.int()), start: z.string(), end: z.string() })
      .nullable()
      .meta({ description: "Jours (1 : lundi) et heures de Paris ; nul : à toute heure, sans espacement." }),
    imapUrl: z
      .string()
      .nullable()
      .meta({ description: "Sans son mot de passe ; nul : les réponses ne sont pas lues par cette boîte." }),
    signature: z.string().nullable(),
    plusAddressing: z.boolean().meta({
      description: "Le serveur remet « nom+jeton@ » à cette boîte : les réponses s’y reconnaissent.",
    }),
    captureAddress: z
      .string()
      .nullable()
      .meta({ description: "Mis en Cci d’un courriel, il est classé sous ses destinataires." }),
    journalAddress: z.string().nullable().meta({
      description: "Reçoit une copie de chaque envoi, dans la même transaction : la preuve du départ.",
    }),
    pausedAt: z.date().nullable(),
    pauseReason: z.string().nullable(),
    sentToday: z.int(),
    createdAt: z.date(),
  })
  .meta({ id: "Mailbox" });

export const list = operation({
  summary: "Les boîtes d’envoi du produit",
  role: "reader",
  query: pageQuery,
  answer: pageOf(answer),
  run: async ({ actor, query }) => {
    const { items, nextCursor } = pageOfRows(await listMailboxes(actor), query);
    return { items: items.map(view), nextCursor };
  },
});

export const create = operation({
  summary: "Ajouter une boîte d’envoi",
  role: "deployer",
  body: mailboxInput,
  example: {
    name: "Camille, de Parcelle",
    fromAddress: "camille@parcelle.example",
    smtpUrl: "smtp://localhost:1025",
    imapUrl: "imap://camille:secret@localhost:1143",
    dailyCap: 40,
    window: { days: [1, 2, 3, 4, 5], start: "08:30", end: "18:30" },
    plusAddressing: true,
  },
  answer,
  run: async ({ actor, body }) => view(await createMailbox(actor, body)),
});

export const read = operation({
  summary: "Une boîte d’envoi",
  role: "reader",
  answer,
  run: async ({ actor, id }) => view(await getMailbox(actor, id)),
});

export const update = operation({
  summary: "Régler une boîte d’envoi",
  role: "deployer",
  body: mailboxPatch,
  example: { dailyCap: null, window: null },
  answer,
  run: async ({ actor, id, body }) => view(await updateMailbox(actor, id, body)),
});

function view({ smtp, imap, ...mailbox }: Mailbox): z.input<typeof answer> {
  return {
    ...mailbox,
    smtpUrl: smtp?.own ? urlOf("smtp", smtp) : null,
    imapUrl: imap?.own ? urlOf("imap", imap) : null,
  };
}

function urlOf(protocol: string, { host, port, secure, user }: NonNullable<Mailbox["smtp"]>): string {
  const scheme = secure ? `${protocol}s` : protocol;
  return `${scheme}://${user === null ? "" : `${encodeURIComponent(user)}@`}${host}:${port}`;
}
