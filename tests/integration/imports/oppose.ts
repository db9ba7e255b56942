import { db } from "#app/db/db.server.ts";
import { addressHash } from "#app/outbox/address-hash.server.ts";

export const opposeByEmail = (email: string) =>
  db.suppression.create({ data: { addressHash: addressHash(email), source: "désinscription" } });
