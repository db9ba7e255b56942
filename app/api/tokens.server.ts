import { createHash, randomBytes } from "node:crypto";
import type { Actor, Role } from "#app/auth/actor.ts";
import { db, pool } from "#app/db/db.server.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { AppError, notFound } from "#app/errors.ts";
import { uuidOr404 } from "#app/ids.ts";

/** Lets a scanner of leaked secrets know one of ours. */
const PREFIX = "essaim_";
const FORM = /^Bearer +(essaim_[\w-]{43}) *$/i;
const MINUTE = 60_000;

/** A token that acts as `actor`, whatever their role becomes; shown once, only its SHA-256 is kept. */
export async function createToken(
  { userId, productId }: Pick<Actor, "userId" | "productId">,
  label: string,
): Promise<{ id: string; token: string }> {
  const token = PREFIX + randomBytes(32).toString("base64url");
  const { id } = await transaction({ userId, productId }, "jeton.création", (tx) =>
    tx.apiToken.create({
      data: { tokenHash: digest(token), label, userId, productId },
      select: { id: true },
    }),
  );
  return { id, token };
}

/** The tokens that open this product, the latest first; what they are is not kept. */
export function listTokens({ productId }: Pick<Actor, "productId">) {
  return db.apiToken.findMany({
    where: { productId, revokedAt: null },
    orderBy: { createdAt: "desc" },
    select: {
      ...{ id: true, label: true, createdAt: true, lastUsedAt: true },
      user: { select: { name: true, email: true } },
    },
  });
}

/** From the next call on, it opens nothing. @throws {AppError} not_found, when it is already so */
export async function revokeToken(actor: Pick<Actor, "userId" | "productId">, id: string): Promise<void> {
  const where = { id: uuidOr404(id, "Ce jeton"), productId: actor.productId, revokedAt: null };
  const { count } = await transaction(actor, "jeton.révocation", (tx) =>
    tx.apiToken.updateMany({ where, data: { revokedAt: new Date() } }),
  );
  if (count === 0) throw notFound("Ce jeton");
}

/**
 * Who calls, in one query by primary keys. The digest is what is looked up, so that the time it takes tells nothing
 * of the token.
 * @throws {AppError} unauthenticated: no token, an unknown or revoked one, or of someone who is no longer a member
 */
export async function requireToken(request: Request): Promise<Actor & { tokenId: string }> {
  const token = FORM.exec(request.headers.get("authorization") ?? "")?.[1];
  if (!token) throw unauthenticated("Donnez un jeton : « Authorization: Bearer … ».");
  const { rows } = await pool.query<Row>({ name: "token", text: FIND, values: [digest(token)] });
  const [row] = rows;
  if (!row) throw unauthenticated("Ce jeton est inconnu ou révoqué.");
  const { id, lastUsedAt, ...actor } = row;
  if (Date.now() - (lastUsedAt?.getTime() ?? 0) > MINUTE) await pool.query(TOUCH, [id]);
  return { ...actor, tokenId: id };
}

type Row = { id: string; userId: string; productId: string; role: Role; lastUsedAt: Date | null };

const FIND = `SELECT t."id", t."userId", t."productId", m."role", t."lastUsedAt"
  FROM "ApiToken" t JOIN "Membership" m ON m."userId" = t."userId" AND m."productId" = t."productId"
  WHERE t."tokenHash" = $1 AND t."revokedAt" IS NULL`;

/** At most once a minute: of several calls at once, one writes. */
const TOUCH = `UPDATE "ApiToken" SET "lastUsedAt" = now()
  WHERE "id" = $1 AND ("lastUsedAt" IS NULL OR "lastUsedAt" < now() - interval '1 minute')`;

const digest = (token: string) => createHash("sha256").update(token).digest("hex");

const unauthenticated = (message: string) => new AppError("unauthenticated", message);
