import { z } from "zod";
import { emailSchema } from "#app/auth/users.server.ts";
import type { Run } from "#app/cli/command.ts";
import { findMembership } from "#app/cli/find-membership.server.ts";
import { parseOrThrow } from "#app/form.ts";
import { mailboxInput } from "#app/outbox/mailbox.ts";
import { createMailbox } from "#app/outbox/mailboxes.server.ts";

const schema = z.object({
  email: emailSchema.optional(),
  product: z.string().trim().optional(),
  "daily-cap": z
    .string()
    .regex(/^(none|\d{1,6})$/, "A number of messages, or none.")
    .transform((text) => (text === "none" ? null : Number(text)))
    .optional(),
  "no-window": z.boolean().default(false),
});

export const addMailbox: Run = async (values) => {
  const { "daily-cap": dailyCap, "no-window": noWindow, ...asked } = parseOrThrow(schema, values);
  const input = parseOrThrow(mailboxInput, {
    ...{ name: values.name ?? values.from, fromAddress: values.from, smtpUrl: values["smtp-url"] },
    ...{ dailyCap, window: noWindow ? null : undefined },
  });
  const member = await findMembership(asked);
  const { id, name, fromAddress, window, ...mailbox } = await createMailbox(member, input);
  return {
    json: { id, productId: member.productId, name, fromAddress, dailyCap: mailbox.dailyCap, window },
    lines: [`Mailbox ${fromAddress} is ready in “${member.product}” (${id}).`],
  };
};
