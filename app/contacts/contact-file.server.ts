import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import type { Prisma } from "#app/db/generated/client.ts";
import { findLike, type LikePerson } from "#app/duplicates/like.server.ts";
import { listMerges, type PastMerge } from "#app/duplicates/people.server.ts";
import type { Contact } from "./contact.ts";
import { getContact } from "./contacts.server.ts";
import type { Post } from "./position.ts";

export type ContactFile = Contact & {
  note: string | null;
  createdAt: Date;
  /** Those of today first. */
  posts: Post[];
  addresses: Address[];
  likeContacts: LikePerson[];
  /** Those merged into this one, the latest first. */
  merges: PastMerge[];
};

type Address = {
  id: string;
  kind: "email" | "phone";
  value: string;
  source: string;
  collectedAt: Date;
  validTo: Date | null;
};

/** @throws {AppError} not_found */
export async function getContactFile(actor: Actor, id: string): Promise<ContactFile> {
  const contact = await getContact(actor, id);
  const stored = await db.contact.findUniqueOrThrow({ where: { id: contact.id }, select: selected });
  const [likeContacts, merges] = await Promise.all([
    findLike(actor, contact, contact.id),
    listMerges(actor, contact.id),
  ]);
  const { note, createdAt, positions, addresses } = stored;
  return { ...contact, note, createdAt, posts: positions, addresses, likeContacts, merges };
}

const todayFirst = { validTo: { sort: "desc", nulls: "first" } } as const;

const selected = {
  ...{ note: true, createdAt: true },
  positions: {
    orderBy: [todayFirst, { primary: "desc" }, { createdAt: "desc" }],
    select: {
      ...{ id: true, function: true, primary: true, validFrom: true, validTo: true },
      ...{ decisionRole: true, influence: true, interest: true },
      institution: { select: { id: true, name: true } },
    },
  },
  addresses: {
    orderBy: [todayFirst, { kind: "asc" }, { collectedAt: "desc" }],
    select: { id: true, kind: true, value: true, source: true, collectedAt: true, validTo: true },
  },
} satisfies Prisma.ContactSelect;
