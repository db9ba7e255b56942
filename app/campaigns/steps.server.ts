import { z } from "zod";
import { type Actor, requireRole } from "#app/auth/actor.ts";
import { type Tx, transaction } from "#app/db/transaction.server.ts";
import { AppError, notFound } from "#app/errors.ts";
import { parseOrThrow } from "#app/form.ts";
import type { InSet } from "#app/history/in-set.ts";
import { wrongState } from "./campaign-state.ts";
import { volunteerUrl } from "#app/volunteers/volunteers.server.ts";
import { type CampaignRow, lockCampaign, type StepRow } from "./campaign-row.server.ts";
import { letterFaults } from "./letter-faults.ts";
import { DEFAULT_DELAY, LABELS, MAX_DELAY, MAX_STEPS } from "./sequence.ts";
import { FOLLOW_UP_STARTER } from "./starter.ts";

/** A follow-up after the others. @returns the id of its variant @throws {AppError} conflict, at the fourth message */
export function addStep(actor: Actor, campaignId: string, options: InSet = {}): Promise<string> {
  return change(actor, campaignId, "campagne.relance.ajout", options, async (tx, row) => {
    if (row.state !== "draft") throw wrongState(row.state);
    if (row.steps.length >= MAX_STEPS)
      throw new AppError("conflict", `Quatre messages au plus : retirez d’abord une relance.`);
    const { productId } = actor;
    const highest = row.steps.at(-1)!.position;
    // A removal leaves its place empty, to be put back there; the places close up when there is no room after them.
    if (highest === MAX_STEPS)
      for (const [rank, { id }] of row.steps.entries())
        await tx.step.update({ where: { id }, data: { position: rank + 1 } });
    const position = highest === MAX_STEPS ? row.steps.length + 1 : highest + 1;
    const { variants } = await tx.step.create({
      data: {
        ...{ productId, campaignId: row.id, position, delayDays: DEFAULT_DELAY },
        variants: { create: { productId, label: LABELS[0], subject: "", text: FOLLOW_UP_STARTER } },
      },
      select: { variants: { select: { id: true } } },
    });
    return variants[0]!.id;
  });
}

const delayInput = z.object({
  delayDays: z.coerce
    .number("Le délai est un nombre de jours ouvrés.")
    .int("Le délai est un nombre entier de jours ouvrés.")
    .min(1, "Une relance attend au moins un jour ouvré.")
    .max(MAX_DELAY, `Une relance attend ${MAX_DELAY} jours ouvrés au plus.`),
});

/** How long a follow-up waits. @throws {AppError} invalid; conflict, once somebody's is planned */
export async function updateDelay(
  actor: Actor,
  campaignId: string,
  stepId: string,
  input: z.input<typeof delayInput>,
  options: InSet = {},
): Promise<void> {
  const data = parseOrThrow(delayInput, input);
  return change(actor, campaignId, "campagne.relance.délai", options, async (tx, row) => {
    const { id } = await followUpOf(tx, row, stepId);
    await tx.step.update({ where: { id }, data });
  });
}

/** @throws {AppError} conflict, for the first message, or once somebody's is planned */
export function removeStep(
  actor: Actor,
  campaignId: string,
  stepId: string,
  options: InSet = {},
): Promise<void> {
  return change(actor, campaignId, "campagne.relance.retrait", options, async (tx, row) => {
    const { id } = await followUpOf(tx, row, stepId);
    await tx.step.delete({ where: { id } });
  });
}

/** Exchanges a follow-up with the one before or after it. The first message stays first. */
export function moveStep(
  actor: Actor,
  campaignId: string,
  stepId: string,
  way: "up" | "down",
  options: InSet = {},
): Promise<void> {
  return change(actor, campaignId, "campagne.relance.place", options, async (tx, row) => {
    const step = await followUpOf(tx, row, stepId);
    const rank = row.steps.findIndex(({ id }) => id === step.id);
    const neighbour = row.steps[rank + (way === "up" ? -1 : 1)];
    if (!neighbour || neighbour.position === 1) return;
    const other = await followUpOf(tx, row, neighbour.id);
    await tx.step.update({ where: { id: step.id }, data: { position: other.position } });
    await tx.step.update({ where: { id: other.id }, data: { position: step.position } });
  });
}

/** A second version of a step, which half of the people receive; it begins as a copy of the first. */
export function addVariant(
  actor: Actor,
  campaignId: string,
  stepId: string,
  options: InSet = {},
): Promise<string> {
  return change(actor, campaignId, "campagne.variante.ajout", options, async (tx, row) => {
    const step = await editableOf(tx, row, stepId);
    const label = LABELS.find((one) => step.variants.every((variant) => variant.label !== one));
    if (!label) throw new AppError("conflict", "Deux variantes au plus par message.");
    const { subject, text } = step.variants[0]!;
    const { productId } = actor;
    const variant = await tx.variant.create({
      data: { productId, stepId: step.id, label, subject, text },
      select: { id: true },
    });
    return variant.id;
  });
}

/** Everybody then receives the other. @throws {AppError} conflict, for the only one */
export function removeVariant(
  actor: Actor,
  campaignId: string,
  variantId: string,
  options: InSet = {},
): Promise<void> {
  return change(actor, campaignId, "campagne.variante.retrait", options, async (tx, row) => {
    const owner = row.steps.find(({ variants }) => variants.some(({ id }) => id === variantId));
    const step = await editableOf(tx, row, owner?.id ?? "");
    if (step.variants.length === 1) throw new AppError("conflict", "Un message garde au moins une variante.");
    await tx.variant.delete({ where: { id: variantId } });
  });
}

const wordsInput = z.object({
  text: z
    .string("Écrivez le message.")
    .max(50_000, "Le message dépasse 50 000 caractères.")
    .transform((typed) => typed.replaceAll("\r\n", "\n"))
    .refine((typed) => typed.trim() !== "", "Écrivez le message."),
});

/**
 * The words of a follow-up under way, as long as nobody's is planned.
 * @throws {AppError} invalid, also for words that could not be sent: under way, no check comes after; conflict
 */
export async function updateFollowUp(
  actor: Actor,
  campaignId: string,
  variantId: string,
  input: z.input<typeof wordsInput>,
  options: InSet = {},
): Promise<void> {
  const data = parseOrThrow(wordsInput, input);
  return change(actor, campaignId, "campagne.relance.texte", options, async (tx, row) => {
    const owner = row.steps.find(({ variants }) => variants.some(({ id }) => id === variantId));
    await followUpOf(tx, row, owner?.id ?? "");
    const [fault] = letterFaults([{ ...data, subject: "", followUp: true }], volunteerUrl(row));
    if (fault) throw new AppError("invalid", fault.message, { fields: { text: fault.message } });
    await tx.variant.update({ where: { id: variantId }, data });
  });
}

async function change<T>(
  actor: Actor,
  campaignId: string,
  action: string,
  options: InSet,
  work: (tx: Tx, row: CampaignRow) => Promise<T>,
): Promise<T> {
  requireRole(actor, "deployer");
  return transaction(
    actor,
    action,
    async (tx) => {
      const row = await lockCampaign(actor, campaignId, tx);
      if (row.state === "done" || row.state === "cancelled") throw wrongState(row.state);
      if (row.scheduledAt) throw scheduled();
      const result = await work(tx, row);
      // Its version says that what was read has changed: a launch confirms what it has read.
      await tx.campaign.update({ where: { id: row.id }, data: { name: row.name } });
      return result;
    },
    options,
  );
}

/** @throws {AppError} conflict */
export function scheduled(): AppError {
  return new AppError(
    "conflict",
    "Cette campagne est programmée : retirez d’abord sa programmation pour la modifier.",
  );
}

async function followUpOf(tx: Tx, row: CampaignRow, stepId: string): Promise<StepRow> {
  const step = await editableOf(tx, row, stepId);
  if (step.position === 1)
    throw new AppError(
      "conflict",
      "Le premier message reste le premier : seules les relances changent ainsi.",
    );
  return step;
}

/** What nobody has been planned yet. The planner locks the campaign too: it is before, or after. */
async function editableOf(tx: Tx, { id, steps }: CampaignRow, stepId: string): Promise<StepRow> {
  const step = steps.find((one) => one.id === stepId);
  if (!step) throw notFound("Ce message de la séquence");
  if ((await tx.message.count({ where: { campaignId: id, stepId } })) > 0)
    throw new AppError("conflict", "Ce message est déjà prévu pour des destinataires : il ne change plus.");
  return step;
}
