import type { ReactNode } from "react";
import { Link } from "react-router";
import { Section } from "#app/ui/page.tsx";
import { splitFields } from "./merge-trigger.ts";
import type { LedgerLine } from "./messages.server.ts";
import { MailFrame } from "./preview-column.tsx";

/** The words as they were launched, each of their variants, beside what one of the recipients received. */
export function FrozenMessage({
  campaign,
  variants,
  recipient,
  nextCursor,
  children,
}: {
  campaign: { id: string };
  variants: { id: string; label: string; subject: string; text: string }[];
  recipient: LedgerLine | null;
  nextCursor: string | null;
  /** The messages after it. */
  children?: ReactNode;
}) {
  return (
    <div className="page__body split split--message">
      <div className="stack stack--lg">
        <Section title="Ce qui a été écrit">
          {variants.map(({ id, label, subject, text }) => (
            <div key={id} className="frozen">
              {variants.length > 1 && <h3>Variante {label}</h3>}
              <p className="mail__subject">
                <Painted text={subject} />
              </p>
              <p className="frozen__text">
                <Painted text={text} />
              </p>
            </div>
          ))}
        </Section>
        {children}
      </div>
      {recipient?.contactId && (
        <Section
          title={`${recipient.sentAt ? "Ce qu’a reçu" : "Ce que reçoit"} ${recipient.name}`}
          aside={
            <Link
              className="link small"
              to={nextCursor ? `?apres=${nextCursor}` : "?"}
              replace
              preventScrollReset
            >
              {nextCursor ? "Destinataire suivant" : "Premier destinataire"}
            </Link>
          }
        >
          <div className="mail mail--framed">
            <MailFrame campaignId={campaign.id} contactId={recipient.contactId} format="html" version={0} />
          </div>
        </Section>
      )}
    </div>
  );
}

/** A text with its fields marked. */
export function Painted({ text }: { text: string }) {
  return splitFields(text).map((part, index) =>
    part.field ? (
      <span key={index} className="merge">
        {part.text.replace(/^\{\{\s*|\s*\}\}$/g, "")}
      </span>
    ) : (
      part.text
    ),
  );
}
