import { z } from "zod";
import { type Actor, requireRole } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { listInstitutions } from "#app/institutions/institutions.server.ts";
import { readSignature, type Signature, SIGNATURE_MAX } from "./signature.ts";

export const signatureForm = z.object({
  text: z
    .string()
    .trim()
    .min(1, "Collez une signature.")
    .max(SIGNATURE_MAX, "C’est plus qu’une signature\u00A0: collez ses quelques lignes."),
});

/** What a signature proposes; nothing is written. */
export type Proposed = { signature: Signature; institutions: { id: string; name: string; why: string }[] };

const MOST = 5;

/** Reads a signature, and finds the institutions it may speak of: by its words, then by the domain of its address. */
export async function proposeFromSignature(actor: Actor, text: string): Promise<Proposed> {
  requireRole(actor, "deployer");
  const signature = readSignature(text);
  const [named, near] = await Promise.all([byName(actor, signature), byDomain(actor, signature.domain)]);
  const all = [...named, ...near];
  const unique = all.filter(({ id }, i) => all.findIndex((other) => other.id === id) === i);
  return { signature, institutions: unique.slice(0, MOST) };
}

async function byName(actor: Actor, { organisation }: Signature): Promise<Proposed["institutions"]> {
  if (!organisation) return [];
  const { items } = await listInstitutions(actor, { q: organisation.slice(0, 120), limit: 3 });
  return items.map(({ id, name }) => ({ id, name, why: "par son nom" }));
}

/** Where those who write from there hold a post, and whose own address or site it is. */
async function byDomain({ productId }: Actor, domain: string | null): Promise<Proposed["institutions"]> {
  if (!domain) return [];
  const at = `%@${domain.replace(/[\\%_]/g, "\\$&")}`;
  const rows = await db.$queryRaw<{ id: string; name: string }[]>`
    SELECT i."id", i."name" FROM (
      SELECT p."institutionId" AS "id", count(*) AS "weight" FROM "Address" m
      JOIN "Position" p ON p."contactId" = m."contactId" AND p."validTo" IS NULL
      WHERE m."productId" = ${productId}::uuid AND m."kind" = 'email' AND m."normalized" LIKE ${at}
      GROUP BY p."institutionId" ORDER BY count(*) DESC LIMIT ${MOST}
    ) found JOIN "Institution" i ON i."id" = found."id" ORDER BY found."weight" DESC, i."name"`;
  return rows.map((row) => ({ ...row, why: "par le domaine de son adresse" }));
}
