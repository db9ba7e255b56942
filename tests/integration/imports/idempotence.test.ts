import fc from "fast-check";
import { expect, test } from "vitest";
import { db } from "#app/db/db.server.ts";
import { createActor, createContact, createInstitution } from "../../factories.ts";
import { bringIn } from "./bring-in.ts";

const of = (...values: string[]) => fc.constantFrom(...values);
const row = fc.tuple(
  of("", "Maud", "maud", "Bruno"),
  of("", "Tessier", "TESSIER", "Lavergne"),
  of("", "", "a@x.fr", "A@x.fr", "b@x.fr", "a@x.fr, b@x.fr", "nulle"),
  of("", "04 67 87 83 00", "0467878300", "+33 4 67 87 83 00"),
  of("", "DGS", "Adjoint"),
  of("Maison commune", "maison commune", "Autre maison", "Nulle part", ""),
);

test("whatever a file holds, brought in again it makes nothing and changes nothing; a dry run said as much", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 6 }), async (rows) => {
      const actor = await createActor();
      const place = await createInstitution(actor, { name: "Maison commune" });
      await createInstitution(actor, { name: "Autre maison" });
      await createContact(actor, {
        institutionId: place.id,
        firstName: "Bruno",
        lastName: "Lavergne",
        email: "b@x.fr",
      });
      const lines = rows.map((cells) => cells.map((cell) => `"${cell}"`).join(";"));
      const file = ["prénom;nom;courriel;téléphone;fonction;institution", ...lines].join("\n");
      const { id: _, state: __, ...dry } = await bringIn(actor, "contacts", file, { dry: true });
      const { id: ___, state, ...first } = await bringIn(actor, "contacts", file);
      expect(state).toBe("finished");
      expect(first).toEqual(dry);
      const second = await bringIn(actor, "contacts", file);
      expect(second).toMatchObject({
        created: 0,
        updated: 0,
        unchanged: first.created + first.updated + first.unchanged,
      });
      expect(second.refused).toEqual(first.refused);
      expect(await db.contact.count({ where: { productId: actor.productId } })).toBe(1 + first.created);
    }),
    { numRuns: 15 },
  );
});
