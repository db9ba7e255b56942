import { href, Link } from "react-router";
import { formatNumber } from "#app/ui/format.ts";
import { Progress } from "#app/ui/page.tsx";
import { type Health, mainSign } from "./mailbox-health.ts";
import { SignLine } from "./sign-line.tsx";
import type { Mailbox } from "./mailboxes.server.ts";

/** A mailbox in the list: who it is, how it fares, what is left of its day. */
export function MailboxRow({ mailbox, health, now }: { mailbox: Mailbox; health: Health; now: Date }) {
  const { id, name, fromAddress } = mailbox;
  return (
    <li className="settings__block">
      <div className="settings__row">
        <span className="fill">
          <Link className="strong" to={href("/reglages/boites/:id", { id })}>
            {name}
          </Link>{" "}
          <span className="muted">{fromAddress}</span>
        </span>
        <Today {...mailbox} />
      </div>
      <SignLine sign={mainSign(mailbox, health, now)} />
    </li>
  );
}

/** « 12 sur 40 aujourd’hui » */
export function Today({ sentToday, dailyCap }: Pick<Mailbox, "sentToday" | "dailyCap">) {
  if (dailyCap === null) return <span className="small muted">{formatNumber(sentToday)} aujourd’hui</span>;
  const words = `${formatNumber(sentToday)} sur ${formatNumber(dailyCap)} aujourd’hui`;
  return (
    <span className="today">
      <span className="small muted">{words}</span>
      <Progress value={sentToday} max={dailyCap} label={words} />
    </span>
  );
}
