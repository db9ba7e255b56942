import type { Prisma } from "#app/db/generated/client.ts";

/** A new product's pipeline; each may be renamed, moved, added to or removed afterwards. */
export const DEFAULT_STAGES = [
  { position: 1, name: "À qualifier", kind: "open", milestone: "qualification" },
  { position: 2, name: "À contacter", kind: "open", milestone: "contact" },
  { position: 3, name: "Contacté", kind: "open", milestone: "contacted" },
  { position: 4, name: "Rendez-vous", kind: "open", milestone: "meeting" },
  { position: 5, name: "Volontaire", kind: "won", milestone: "volunteer" },
  { position: 6, name: "Déployé", kind: "won", milestone: "deployed" },
  { position: 7, name: "Actif", kind: "won", milestone: "active" },
  { position: 8, name: "Ambassadeur", kind: "won", milestone: "ambassador" },
  { position: 9, name: "Pas maintenant", kind: "dormant", milestone: null },
  { position: 10, name: "Sans suite", kind: "lost", milestone: null },
] satisfies Omit<Prisma.StageCreateManyProductInput, "id">[];
