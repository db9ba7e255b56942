import type { CampaignState } from "#app/campaigns/campaign-state.ts";
import type { InstitutionKind } from "#app/db/generated/enums.ts";
import type { StageShape } from "#app/ui/stage.tsx";

/** A line of the palette: what is found, as little as it takes to show it and to act on it. */
export type InstitutionHit = {
  id: string;
  name: string;
  acronym: string | null;
  kind: InstitutionKind;
  place: string;
  phone: string | null;
  /** Its partnership, and the stage it stands at. */
  opportunity: { id: string; stage: StageShape } | null;
};

export type ContactHit = {
  id: string;
  name: string;
  function: string | null;
  institutionId: string | null;
  institutionName: string | null;
  phone: string | null;
  opposed: boolean;
};

export type CampaignHit = { id: string; name: string; state: CampaignState };

export type PaletteAnswer = {
  institutions: InstitutionHit[];
  contacts: ContactHit[];
  campaigns: CampaignHit[];
  /** The words as they were read, when what was typed found little. */
  read: string | null;
  /** What the server took, in milliseconds. */
  ms: number;
};
