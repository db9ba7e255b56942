/** What a server says became of a message (RFC 3464), for its first recipient in trouble. */
export type DeliveryReport = {
  /** The one we gave with `ENVID` (RFC 3461), decoded. */
  envelopeId: string | null;
  /** In lower case. */
  recipient: string | null;
  action: "failed" | "delayed" | "delivered" | "relayed" | "expanded" | null;
  /** RFC 3463, « 5.1.1 »; null when absent or malformed. */
  status: string | null;
  /** The remote server's own words. */
  diagnostic: string | null;
};

/** Reads a `message/delivery-status` part: a group of fields for the message, then one for each recipient. */
export function readDeliveryReport(source: string): DeliveryReport {
  const [message = {}, ...recipients] = source
    .replace(/\r\n/g, "\n")
    .split(/\n{2,}/)
    .map(fieldsOf)
    .filter((fields) => Object.keys(fields).length > 0);
  const worst = recipients.find(({ action }) => action?.toLowerCase() === "failed") ?? recipients[0] ?? {};
  const action = worst.action?.trim().toLowerCase().split(/\s/)[0];
  return {
    envelopeId: message["original-envelope-id"] ? fromXtext(message["original-envelope-id"]) : null,
    recipient: addressOf(worst["original-recipient"]) ?? addressOf(worst["final-recipient"]),
    action: ACTIONS.find((known) => known === action) ?? null,
    status: /^\s*([245]\.\d{1,3}\.\d{1,3})/.exec(worst.status ?? "")?.[1] ?? null,
    diagnostic: worst["diagnostic-code"]?.replace(/^[\w-]+;\s*/, "").trim() || null,
  };
}

const ACTIONS = ["failed", "delayed", "delivered", "relayed", "expanded"] as const;

function fieldsOf(group: string): Record<string, string> {
  const unfolded = group.replace(/\n[ \t]+/g, " ");
  return Object.fromEntries(
    [...unfolded.matchAll(/^([\w-]+):[ \t]*(.*)$/gm)].map(([, name, value]) => [
      name!.toLowerCase(),
      value!.trim(),
    ]),
  );
}

/** « rfc822; x@y.fr », « x@y.fr », « <x@y.fr> » */
function addressOf(field: string | undefined): string | null {
  return /[^\s;<>,]+@[^\s;<>,]+/.exec(field ?? "")?.[0].toLowerCase() ?? null;
}

/** RFC 3461's xtext: « +3D » is « = ». */
function fromXtext(text: string): string {
  return text.replace(/\+([0-9A-F]{2})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
