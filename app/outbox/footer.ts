import { formatDate } from "#app/ui/format.ts";

/** Words, and links among them. */
export type FooterLine = (string | { text: string; href: string })[];

export type FooterFacts = {
  product: {
    name: string;
    legalName: string | null;
    legalAddress: string | null;
    legalContact: string | null;
    legalBasis: string;
  };
  /** Who answers when the product names no contact for data protection: never an invented one. */
  fromAddress: string;
  recipient: { email: string; source: string; collectedAt: Date };
  unsubscribeUrl: string;
};

/**
 * The information due at first contact to someone whose address was not given by themselves (RGPD, article 14): who
 * writes, on what basis, where the address comes from, for how long, which rights, and how to object (article 21).
 */
export function legalFooter({ product, fromAddress, recipient, unsubscribeUrl }: FooterFacts): FooterLine[] {
  const service = `le service ${product.name}`;
  const legal = [product.legalName, product.legalAddress].filter(Boolean).join(", ");
  const sender = product.legalName
    ? `${legal}, pour ${service}`
    : [service, product.legalAddress].filter(Boolean).join(", ");
  const contact = product.legalContact ?? fromAddress;
  const collected = `relevée le ${formatDate(recipient.collectedAt)} (source : ${recipient.source})`;
  return [
    [`Ce message vous est adressé par ${sender}.`],
    [
      `Votre adresse ${recipient.email} a été ${collected}. Elle est utilisée sur cette base : ${product.legalBasis}, ` +
        "et conservée au plus trois ans après votre dernier message.",
    ],
    [
      "Vous pouvez y accéder, la faire rectifier ou effacer, en limiter l’usage ou vous y opposer en écrivant à ",
      /^\S+@\S+$/.test(contact) ? { text: contact, href: `mailto:${contact}` } : contact,
      ", et adresser une réclamation à la ",
      { text: "CNIL", href: "https://www.cnil.fr/fr/plaintes" },
      ".",
    ],
    [{ text: "Ne plus recevoir de messages", href: unsubscribeUrl }],
  ];
}

/** The footer as plain text carries it: each link is written out. */
export function footerText(lines: FooterLine[]): string {
  const words = lines.map((line) =>
    line.map((part) => (typeof part === "string" ? part : written(part))).join(""),
  );
  return words.join("\n\n");
}

function written({ text, href }: { text: string; href: string }): string {
  return href === `mailto:${text}` ? text : `${text} : ${href}`;
}
