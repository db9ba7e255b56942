import { db } from "#app/db/db.server.ts";

/** Those of the universe, which every product sees. */
export const countInstitutions = () => db.institution.count({ where: { productId: null } });
