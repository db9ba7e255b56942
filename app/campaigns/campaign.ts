import { z } from "zod";
import { filterSchema } from "#app/filters/filter.ts";
import { linkTag } from "#app/outbox/links.ts";
import { formatNumber } from "#app/ui/format.ts";

export const MAX_RECIPIENTS = 100_000;

const name = z
  .string("Donnez un nom à la campagne.")
  .trim()
  .min(1, "Donnez un nom à la campagne.")
  .max(120, "120 caractères au plus.");
const subject = z
  .string("Écrivez l’objet du message.")
  .trim()
  .max(250, "L’objet dépasse 250 caractères : peu de messageries le montrent en entier.")
  .regex(/^[^\p{Cc}]*$/u, "L’objet tient sur une ligne.");
const text = z
  .string("Écrivez le message.")
  .max(50_000, "Le message dépasse 50 000 caractères.")
  .transform((typed) => typed.replaceAll("\r\n", "\n"));
const mailboxId = z
  .string("Choisissez la boîte d’envoi.")
  .nullish()
  // What a form sends when nothing is chosen.
  .transform((id) => (id === "" ? null : id));
const layout = z.enum(["letter", "service"], "Choisissez la mise en page.");
const contactIds = z
  .array(z.string(), "La liste des contacts n’est pas lisible.")
  .max(MAX_RECIPIENTS, `${formatNumber(MAX_RECIPIENTS)} destinataires au plus.`);

/** Whom: contacts chosen one by one, or all those a filter finds on the day of the launch. */
const audience = {
  ...{ contactIds: contactIds.optional(), filter: filterSchema.optional() },
  /** So many people an institution at most; null: all of them. */
  perInstitution: z.int("Dites combien de personnes par institution.").min(1).max(100).nullish(),
  /** Institutions written to in the last so many days, by any product, are left out; null: by the cap alone. */
  restDays: z.int("Dites depuis combien de jours.").min(1).max(366).nullish(),
};
const ONE_OF = "Donnez les destinataires : « contactIds » ou « filter », l’un des deux.";

/** A new campaign. Without a mailbox it waits as a draft; ids are checked against the product by the server. */
export const campaignInput = z
  .object({ name, mailboxId, ...audience })
  .extend({ subject: subject.min(1, "Écrivez l’objet du message.") })
  .extend({ text: text.refine((typed) => typed.trim() !== "", "Écrivez le message.") })
  // One follow-up, as the handbook asks, in words to be reread; a form sends « on ».
  .extend({ followUp: z.union([z.boolean(), z.literal("on").transform(() => true)]).optional() })
  .refine((input) => (input.contactIds === undefined) !== (input.filter === undefined), {
    path: ["contactIds"],
    message: ONE_OF,
  });
export type CampaignInput = z.input<typeof campaignInput>;

/**
 * What a draft becomes, from the `version` it was read at. What is absent stays; subject and text may be empty for a
 * while: it is the launch that asks for them.
 */
export const campaignPatch = z
  .object({ name, subject, text, mailboxId, layout, ...audience })
  // Empty: the links are left as they are written.
  .extend({ linkTag: linkTag.nullable().or(z.literal("").transform(() => null)) })
  .partial()
  /** Whose words they are; absent: the first message's. */
  .extend({ variantId: z.string().optional() })
  .extend({ version: z.coerce.number("La version lue est un nombre entier.").int() })
  .refine((input) => input.contactIds === undefined || input.filter === undefined, {
    path: ["contactIds"],
    message: ONE_OF,
  });
export type CampaignPatch = z.input<typeof campaignPatch>;

const restraint = { perInstitution: z.int().optional(), restDays: z.int().optional() };

/** As kept in `Campaign.audience`. */
export const audienceSchema = z.union([
  z.strictObject({ contactIds: z.array(z.string()), ...restraint }),
  z.strictObject({ filter: filterSchema, ...restraint }),
]);
export type Audience = z.output<typeof audienceSchema>;
