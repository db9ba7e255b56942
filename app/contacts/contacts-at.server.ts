import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import type { DecisionRole } from "#app/db/generated/enums.ts";
import { contactName } from "./contact.ts";

/** Someone at an institution, or who has left it. */
export type Holder = {
  id: string;
  name: string;
  /** Their post there. */
  positionId: string;
  function: string | null;
  email: string | null;
  phone: string | null;
  opposed: boolean;
  role: boolean;
  /** What they are to a decision here, and how much they weigh in it and care, 1 to 5. */
  decisionRole: DecisionRole | null;
  influence: number | null;
  interest: number | null;
  /** For who has left: when, and where they are now. */
  left: { at: Date; to: { id: string; name: string } | null } | null;
};

/** Beyond, the list of contacts is the place to read them. */
const MOST = 100;

/** The product's contacts at an institution: those of today by name, then those who have left, the latest first. */
export async function listContactsAt({ productId }: Actor, institutionId: string): Promise<Holder[]> {
  const posts = await db.position.findMany({
    where: { productId, institutionId, contact: { mergedIntoId: null } },
    orderBy: [
      { validTo: { sort: "desc", nulls: "first" } },
      { contact: { lastName: { sort: "asc", nulls: "last" } } },
      { id: "asc" },
    ],
    take: MOST,
    select: {
      ...{ id: true, function: true, validTo: true, decisionRole: true, influence: true, interest: true },
      contact: { select: person },
    },
  });
  // Somebody may have held several posts there: the first line, of today or the latest, is theirs.
  const firsts = posts.filter(
    ({ contact }, at) => posts.findIndex((other) => other.contact.id === contact.id) === at,
  );
  return firsts.map((post) => {
    const { positions, addresses, opposedAt, ...contact } = post.contact;
    const { decisionRole, influence, interest, validTo } = post;
    const address = (kind: "email" | "phone") => addresses.find((one) => one.kind === kind)?.value ?? null;
    const email = address("email");
    const elsewhere = positions.find(({ institution }) => institution.id !== institutionId)?.institution;
    return {
      ...{ id: contact.id, role: contact.role, name: contactName({ ...contact, email }) },
      ...{ positionId: post.id, function: functionsOf(posts, contact.id, validTo), email },
      ...{ phone: address("phone"), opposed: opposedAt !== null, decisionRole, influence, interest },
      left: validTo && { at: validTo, to: elsewhere ?? null },
    };
  });
}

/** « Maire, Conseillère communautaire »: of who holds two posts in one place, both are said. */
function functionsOf(
  posts: { function: string | null; validTo: Date | null; contact: { id: string } }[],
  contactId: string,
  validTo: Date | null,
): string | null {
  const held = posts.filter(
    (post) => post.contact.id === contactId && (validTo ? post.validTo === validTo : !post.validTo),
  );
  return [...new Set(held.flatMap((post) => post.function ?? []))].join(", ") || null;
}

const today = { primary: true, validTo: null };
const person = {
  ...{ id: true, firstName: true, lastName: true, role: true, opposedAt: true },
  addresses: { where: today, select: { kind: true, value: true } },
  positions: {
    where: { validTo: null },
    orderBy: { primary: "desc" },
    select: { institution: { select: { id: true, name: true } } },
  },
} as const;
