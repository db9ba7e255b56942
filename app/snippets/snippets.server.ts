import { type Actor, requireRole } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { type Tx, transaction } from "#app/db/transaction.server.ts";
import { AppError, notFound } from "#app/errors.ts";
import { uuidOr404 } from "#app/ids.ts";
import { checkTemplate } from "#app/outbox/merge.ts";
import { MAX_SNIPPETS, type Snippet, type SnippetInput } from "./snippet.ts";

const columns = { id: true, name: true, text: true } as const;

/** Those of the product, by name. */
export function listSnippets({ productId }: Pick<Actor, "productId">): Promise<Snippet[]> {
  const where = { productId };
  return db.snippet.findMany({ where, select: columns, orderBy: { name: "asc" }, take: MAX_SNIPPETS });
}

/** @throws {AppError} not_found */
export async function getSnippet({ productId }: Actor, id: string): Promise<Snippet> {
  const where = { id: uuidOr404(id, "Cet extrait"), productId };
  const snippet = await db.snippet.findFirst({ where, select: columns });
  if (!snippet) throw notFound("Cet extrait");
  return snippet;
}

type Done = { setId: string; message: string };

/** @throws {AppError} forbidden; invalid, for a name already taken or a faulty field */
export function createSnippet(actor: Actor, input: SnippetInput): Promise<Done> {
  return write(actor, "extrait.création", `Extrait gardé\u00A0: ${input.name}.`, async (tx) => {
    const { productId } = actor;
    await refuseFaults(tx, actor, input);
    if ((await tx.snippet.count({ where: { productId } })) >= MAX_SNIPPETS)
      throw new AppError("conflict", `${MAX_SNIPPETS} extraits sont déjà gardés : supprimez-en un d’abord.`);
    await tx.snippet.create({ data: { ...input, productId, createdById: actor.userId } });
  });
}

/** @throws {AppError} forbidden; not_found; invalid */
export async function updateSnippet(actor: Actor, id: string, input: SnippetInput): Promise<Done> {
  requireRole(actor, "deployer");
  const snippet = await getSnippet(actor, id);
  return write(actor, "extrait.modification", `Extrait modifié\u00A0: ${input.name}.`, async (tx) => {
    await refuseFaults(tx, actor, input, snippet.id);
    await tx.snippet.update({ where: { id: snippet.id }, data: input });
  });
}

/** @throws {AppError} forbidden; not_found */
export async function deleteSnippet(actor: Actor, id: string): Promise<Done> {
  requireRole(actor, "deployer");
  const { id: snippetId, name } = await getSnippet(actor, id);
  return write(actor, "extrait.suppression", `Extrait supprimé\u00A0: ${name}.`, (tx) =>
    tx.snippet.deleteMany({ where: { id: snippetId } }),
  );
}

async function write(
  actor: Actor,
  action: string,
  message: string,
  work: (tx: Tx) => Promise<unknown>,
): Promise<Done> {
  requireRole(actor, "deployer");
  const setId = crypto.randomUUID();
  await transaction(actor, action, work, { setId });
  return { setId, message };
}

/** What would be refused in a message is said where it is written. */
async function refuseFaults(tx: Tx, { productId }: Actor, { name, text }: SnippetInput, except?: string) {
  const { errors, unknown } = checkTemplate(text);
  const fault = errors[0]?.message ?? (unknown[0] && `Le champ {{ ${unknown[0].name} }} n’existe pas.`);
  if (fault) throw new AppError("invalid", fault, { fields: { text: fault } });
  const taken = await tx.snippet.findFirst({
    where: { productId, name, ...(except && { id: { not: except } }) },
    select: { id: true },
  });
  const message = "Un extrait porte déjà ce nom.";
  if (taken) throw new AppError("invalid", message, { fields: { name: message } });
}
