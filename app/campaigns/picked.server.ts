import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import type { Catalogue } from "#app/filters/catalogue.ts";
import { readCatalogue } from "#app/filters/catalogue.server.ts";
import { contactEntity } from "#app/filters/entities.server.ts";
import { listStages } from "#app/pipeline/stages.server.ts";
import { type AudienceAnswers, answersOf } from "./audience-form.ts";
import { type AudienceStart, readStarts } from "./audience-starts.server.ts";
import { describeAudience } from "./audience-words.server.ts";
import { checkAudience } from "./audience.server.ts";
import type { Audience } from "./campaign.ts";
import { resolveAnyLetter } from "./exclusions.server.ts";
import { nameExclusions, type NamedExclusion } from "./people.server.ts";

/** What the picker shows: how many of the audience can be written to, who cannot, and the choices of its form. */
export type Picked = {
  audience: Audience;
  chips: string[];
  recipients: number;
  institutions: number;
  excluded: NamedExclusion[];
  answers: AudienceAnswers | null;
  stages: string[];
  departements: { code: string; name: string }[];
  /** What the filter builder may ask of contacts, and what there is to start from. */
  catalogue: Catalogue;
  starts: AudienceStart[];
};

/** @throws {AppError} invalid; not_found, for an id that is not this product’s */
export async function readPicked(actor: Actor, chosen: Audience): Promise<Picked> {
  const audience = await checkAudience(actor, chosen);
  const [{ recipients, excluded }, stages, departements, catalogue, starts] = await Promise.all([
    resolveAnyLetter(actor, audience),
    listStages(actor),
    db.territory.findMany({
      where: { kind: "departement" },
      select: { code: true, name: true },
      orderBy: { code: "asc" },
    }),
    readCatalogue(actor, contactEntity),
    readStarts(actor),
  ]);
  return {
    ...{ audience, chips: describeAudience(audience, catalogue), recipients: recipients.length },
    institutions: new Set(recipients.flatMap(({ institutionId }) => institutionId ?? [])).size,
    excluded: await nameExclusions(actor, excluded),
    answers: "filter" in audience ? answersOf(audience.filter) : null,
    stages: stages.map(({ name }) => name),
    ...{ departements, catalogue, starts },
  };
}
