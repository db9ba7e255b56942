import type { Actor } from "#app/auth/actor.ts";
import { readAskedAudience } from "./audience-params.server.ts";
import { checkAudience, resolveAudience } from "./audience.server.ts";
import { audienceOf, type CampaignRow, findCampaign } from "./campaign-row.server.ts";
import type { Audience } from "./campaign.ts";
import { type Exclusion, groupExclusions, PEOPLE_A_PAGE } from "./exclusion.ts";
import { planLaunch } from "./launch-plan.server.ts";
import { findNamed, type Person } from "./people.server.ts";
import { listExcluded } from "./results.server.ts";

/** Some of the people that a line counts, and where the next ones begin; null: those are the last. */
export type PeoplePage = { people: Person[]; next: number | null };

/** Whom, before anything is written. */
const ANY_LETTER = { subject: "…", text: "…", senderName: "…" };

export const resolveAnyLetter = (actor: Actor, audience: Audience) =>
  resolveAudience(actor, audience, ANY_LETTER);

/**
 * The next of the people a line is about: of those who are left out (`motif`, `detail`, `ou`), or of a line of the check
 * (`ligne`). `campagne`: of that one, as it is; with `audience`, of what its audience would become, as the address says.
 * @throws {AppError} not_found; invalid
 */
export async function readPeoplePage(actor: Actor, params: URLSearchParams): Promise<PeoplePage> {
  const id = params.get("campagne");
  const row = id === null ? null : await findCampaign(actor, id);
  const ids =
    row && !params.has("audience") ? await idsOf(actor, row, params) : await asked(actor, row, params);
  const start = Math.max(0, Math.trunc(Number(params.get("apres"))) || 0);
  const end = start + PEOPLE_A_PAGE;
  return { people: await findNamed(actor, ids.slice(start, end)), next: end < ids.length ? end : null };
}

async function idsOf(actor: Actor, row: CampaignRow, params: URLSearchParams): Promise<string[]> {
  if (row.state !== "draft") return among(await listExcluded(actor, row.id), params);
  const { check, excluded } = await planLaunch(actor, row);
  const code = params.get("ligne");
  if (code === null) return among(excluded, params);
  return [...check.blocking, ...check.warnings].find((line) => line.code === code)?.contactIds ?? [];
}

async function asked(actor: Actor, row: CampaignRow | null, params: URLSearchParams): Promise<string[]> {
  const audience = await readAskedAudience(actor, params, row && audienceOf(row));
  const { excluded } = await resolveAnyLetter(actor, await checkAudience(actor, audience));
  return among(excluded, params);
}

function among(excluded: Exclusion[], params: URLSearchParams): string[] {
  const said = (value: string | undefined, name: string) => (value ?? "") === (params.get(name) ?? "");
  const group = groupExclusions(excluded).find(
    ({ reason, detail, place }) => said(reason, "motif") && said(detail, "detail") && said(place, "ou"),
  );
  return group?.contactIds ?? [];
}
