import type { Actor } from "#app/auth/actor.ts";
import { contactName } from "#app/contacts/contact-name.ts";
import { db } from "#app/db/db.server.ts";
import { notFound } from "#app/errors.ts";
import { uuidOr404 } from "#app/ids.ts";
import { type PersonToMerge, planMerge } from "./merge.ts";
import { readPair } from "./pair.server.ts";
import { tellAddress, tellPost } from "./preview.ts";

/** One of the two files, as the preview puts it beside the other. */
export type PreviewSide = {
  id: string;
  name: string;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  phone: string | null;
  post: string | null;
  note: string | null;
  createdAt: Date;
  opposedAt: Date | null;
};

export type MergePreview = {
  one: PreviewSide;
  other: PreviewSide;
  /** What becomes the survivor's, in words; then what the two have in common or against each other. */
  moves: string[];
  conflicts: string[];
};

/**
 * What merging two contacts would do, before it is done. The older file stays: its address is the one people keep.
 * @throws {AppError} not_found, for a contact that is not there or has been merged
 */
export async function previewMerge({ productId }: Actor, a: string, b: string): Promise<MergePreview> {
  const ids = [uuidOr404(a, "Ce contact"), uuidOr404(b, "Ce contact")];
  const rows = await db.contact.findMany({
    where: { id: { in: ids }, productId, mergedIntoId: null },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true, createdAt: true },
  });
  const [older, newer] = rows;
  if (!older || !newer) throw notFound("Ce contact");
  const [one, other] = await readPair(db, [older.id, newer.id]);
  const institutions = await namesOf(
    [...one.positions, ...other.positions].map(({ institutionId }) => institutionId),
  );
  const side = (person: PersonToMerge, createdAt: Date) => sideOf(person, createdAt, institutions);
  return {
    ...{ one: side(one, older.createdAt), other: side(other, newer.createdAt) },
    ...(await effects(one, other, institutions)),
  };
}

async function namesOf(ids: string[]): Promise<Map<string, string>> {
  const rows = await db.institution.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true },
  });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

function sideOf(person: PersonToMerge, createdAt: Date, institutions: Map<string, string>): PreviewSide {
  const { id, firstName, lastName, note, opposedAt, positions, addresses } = person;
  const today = <Row extends { primary: boolean; validTo: Date | null }>(rows: Row[]) =>
    rows.find((row) => row.primary && !row.validTo);
  const address = (kind: "email" | "phone") =>
    today(addresses.filter((row) => row.kind === kind))?.value ?? null;
  const post = today(positions);
  const email = address("email");
  return {
    ...{ id, firstName, lastName, note, opposedAt, createdAt, email, phone: address("phone") },
    ...{
      name: contactName({ firstName, lastName, email }),
      post: post ? tellPost(post, institutions) : null,
    },
  };
}

async function effects(one: PersonToMerge, other: PersonToMerge, institutions: Map<string, string>) {
  const plan = planMerge(one, other, {});
  const where = { contactId: other.id };
  const [exchanges, participations, tasks, campaigns] = await Promise.all([
    db.interaction.count({ where }),
    db.participant.count({ where }),
    db.task.count({ where }),
    db.$queryRaw<{ name: string; both: boolean }[]>`
      SELECT g."name", bool_or(f."id" IS NOT NULL) AS "both" FROM "Enrollment" e
      JOIN "Campaign" g ON g."id" = e."campaignId"
      LEFT JOIN "Enrollment" f ON f."campaignId" = e."campaignId" AND f."contactId" = ${one.id}::uuid
      WHERE e."contactId" = ${other.id}::uuid GROUP BY g."id" ORDER BY g."name" LIMIT 50`,
  ]);
  const moved = <Row extends { id: string }>(rows: Row[], ids: string[]) =>
    rows.filter(({ id }) => ids.includes(id));
  const counted = (count: number, word: string) =>
    count > 0 ? [`${count} ${word}${count > 1 ? "s" : ""}`] : [];
  const both = campaigns.filter((campaign) => campaign.both);
  return {
    moves: [
      ...moved(other.positions, plan.movedPositions).map(
        (post) => `Poste\u00A0: ${tellPost(post, institutions)}`,
      ),
      ...moved(other.addresses, plan.movedAddresses).map((row) => `Adresse\u00A0: ${tellAddress(row)}`),
      ...counted(exchanges, "échange"),
      ...counted(participations, "participation"),
      ...counted(tasks, "action"),
      ...campaigns.filter((campaign) => !campaign.both).map(({ name }) => `Campagne\u00A0: ${name}`),
    ],
    conflicts: [
      ...both.map(({ name }) => `Les deux sont dans la campagne « ${name} »\u00A0: une seule la recevra.`),
      ...(plan.twins.positions.length > 0
        ? ["Le même poste, noté deux fois\u00A0: il n’en restera qu’un."]
        : []),
      ...(plan.twins.addresses.length > 0
        ? ["La même adresse, notée deux fois\u00A0: elle ne restera qu’une fois."]
        : []),
      ...(one.opposedAt || other.opposedAt
        ? ["L’opposition de l’une vaut pour la personne\u00A0: plus rien ne lui sera écrit."]
        : []),
    ],
  };
}
