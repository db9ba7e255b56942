import { baseUrl } from "#app/runtime.server.ts";
import { sendSystemMail } from "#app/outbox/system-mail.server.ts";

/** Sends the link that sets a new password; valid one hour, once. */
export async function sendPasswordLink(email: string, token: string): Promise<void> {
  const url = `${baseUrl()}/mot-de-passe/${token}`;
  const { renderPasswordMail } = await import("#app/outbox/system-templates.server.ts");
  await sendSystemMail({ to: email, ...(await renderPasswordMail(url)) });
}
