import { data } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import type { Member } from "#app/auth/context.ts";
import { AppError } from "#app/errors.ts";
import { parseFilter } from "#app/filters/filter.ts";
import { countInstitutions, findInstitutionIds } from "#app/institutions/institutions.server.ts";
import { listPlaces } from "#app/institutions/places.server.ts";
import { BULK_MAX, createOpportunities } from "#app/pipeline/create-opportunities.server.ts";
import { sayAdded } from "#app/pipeline/say.ts";
import { formatNumber, plural } from "#app/ui/format.ts";
import { universeProgress } from "#app/universe/load.server.ts";
import { NO_CHOICE, readChoice, targetFilter } from "./target-choice.ts";
import { countGroups, readTargetFacts } from "./target-facts.server.ts";
import { choiceOf, CONFIRM_ABOVE, saysChoice } from "./target-form.ts";
import { readTarget, saveTarget } from "./target.server.ts";

/** What « Qui visez-vous ? » shows: the choice in the URL, or the Cible as it is, and what it would hold. */
export async function readTargetPage(member: Member, url: URL) {
  const saved = await readTarget(member);
  const savedChoice = readChoice(saved);
  const choice = saysChoice(url.searchParams) ? choiceOf(url.searchParams) : (savedChoice ?? NO_CHOICE);
  const [facts, groups, places, progress, custom] = await Promise.all([
    readTargetFacts(member, targetFilter(choice)),
    countGroups(member, choice.extent, choice.places),
    listPlaces(),
    universeProgress(),
    saved && !savedChoice ? countInstitutions(member, { filter: saved }) : null,
  ]);
  return {
    ...{ choice, facts, groups, places, writes: member.role !== "reader", boardMax: BULK_MAX },
    confirm: facts.count > CONFIRM_ABOVE,
    chosen: saved !== null,
    /** A Cible that came from a filter of the list, which no ticking can show. */
    custom: custom === null ? null : { count: custom, filter: JSON.stringify(saved) },
    loading: progress.state === "done" ? null : progress.institutions,
  };
}

/**
 * Chooses the Cible, ticked or, with `filtre`, a filter of the list; with `tableau`, puts what it holds on the board as
 * well, in the same change set, so that one undoing takes back both.
 */
export async function chooseTarget(member: Member, request: Request) {
  const form = await request.formData();
  const setId = crypto.randomUUID();
  try {
    const filtre = form.get("filtre");
    const filter = filtre === null ? targetFilter(choiceOf(form)) : parseFilter(String(filtre));
    const board = form.has("tableau");
    const ids = board ? await boardIds(member, filter, form.has("confirme")) : [];
    const { count } = await saveTarget(member, filter, { setId });
    if (!board) {
      const message = `Votre Cible\u00A0: ${plural(count, "institution")}.`;
      return answerForm(request, { setId, message, to: null }, "/reglages/cible");
    }
    const added = await createOpportunities(member, ids, { setId });
    return answerForm(request, { setId, message: sayAdded(added), to: "/partenariats" }, "/partenariats");
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "forbidden") throw error;
    const errors = error.fields
      ? Object.fromEntries(Object.entries(error.fields).map(([name, message]) => [name, [message]]))
      : { form: [error.message] };
    return data({ errors, values: {} }, { status: error.status });
  }
}

async function boardIds(member: Member, filter: Parameters<typeof saveTarget>[1], confirmed: boolean) {
  const ids = await findInstitutionIds(member, { filter }, BULK_MAX + 1);
  if (ids.length > BULK_MAX) {
    throw new AppError(
      "invalid",
      `Un tableau reçoit ${formatNumber(BULK_MAX)} institutions au plus à la fois\u00A0: enregistrez la Cible, puis mettez au tableau quelques régions ou départements.`,
    );
  }
  if (ids.length > CONFIRM_ABOVE && !confirmed) {
    const message = `Confirmez que ${plural(ids.length, "institution")} doivent aller au tableau.`;
    throw new AppError("invalid", message, { fields: { confirme: message } });
  }
  return ids;
}
