import { ADMINISTRATIONS } from "./national/administrations.ts";
import type { NationalBody } from "./national/body.ts";
import { MINISTRIES } from "./national/ministries.ts";
import { CHAMBER_HEADS, NETWORKS } from "./national/networks.ts";
import { AUTHORITIES, OPERATORS } from "./national/operators.ts";
import { HEALTH, SOCIAL_SECURITY } from "./national/social.ts";

/** The national table: who oversees, who operates, and through whom a whole category is reached. */
export const NATIONAL_BODIES: NationalBody[] = [
  ...MINISTRIES,
  ...ADMINISTRATIONS,
  ...OPERATORS,
  ...AUTHORITIES,
  ...SOCIAL_SECURITY,
  ...HEALTH,
  ...NETWORKS,
  ...CHAMBER_HEADS,
];
