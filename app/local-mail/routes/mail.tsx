import { memberContext } from "#app/auth/context.ts";
import { readLocalMail } from "#app/local-mail/local-mails.server.ts";
import { MailReader } from "#app/local-mail/mail-reader.tsx";
import { isoDay } from "#app/ui/format.ts";
import { plusDays } from "#app/interactions/days.ts";
import type { Route } from "./+types/mail";

export const meta: Route.MetaFunction = () => [{ title: "Boîte locale · Essaim" }];

export async function loader({ context, params }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const mail = await readLocalMail(member, params.id);
  const now = new Date();
  return { mail, canWrite: member.role !== "reader", now, nextWeek: plusDays(isoDay(now), 7) };
}

export default function Mail({ loaderData }: Route.ComponentProps) {
  return <MailReader key={loaderData.mail.id} {...loaderData} />;
}
