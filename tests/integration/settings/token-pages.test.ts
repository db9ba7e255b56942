import { expect, test } from "vitest";
import { createToken, listTokens } from "#app/api/tokens.server.ts";
import type { Actor } from "#app/auth/actor.ts";
import { db } from "#app/db/db.server.ts";
import { addProduct } from "#app/settings/set-up.server.ts";
import { targetFilter } from "#app/target/target-choice.ts";
import { readTarget } from "#app/target/target.server.ts";
import { createSharedInstitution } from "../../factories.ts";
import { pagesAs } from "../../page-caller.ts";

async function memberWith(role: Actor["role"]) {
  const account = { name: role, email: `${role}@essaim.example`, password: "une phrase convient" };
  const ids = await addProduct({ product: role, ...account });
  await db.membership.updateMany({ where: { productId: ids.productId }, data: { role } });
  return { actor: { ...ids, role } satisfies Actor, call: await pagesAs(account) };
}

test("only an admin creates and revokes tokens from the settings", async () => {
  const { actor, call } = await memberWith("deployer");
  const { id } = await createToken(actor, "export");
  expect(await call("GET", "/reglages/jetons")).toBe(200);
  expect(await call("POST", "/reglages/jetons", { label: "autre" })).toBe(403);
  expect(await call("POST", `/reglages/jetons/${id}/revocation`)).toBe(403);
  await db.membership.updateMany({ where: { productId: actor.productId }, data: { role: "admin" } });
  expect(await call("POST", "/reglages/jetons", { label: " " })).toBe(400);
  expect(await call("POST", "/reglages/jetons", { label: "autre" })).toBe(200);
  expect(await call("POST", `/reglages/jetons/${id}/revocation`)).toBe(302);
  expect((await listTokens(actor)).map(({ label }) => label)).toEqual(["autre"]);
});

test("the Cible goes to the board in one gesture; a reader's is refused, and a wide one asks to be confirmed", async () => {
  const { actor, call } = await memberWith("deployer");
  const [town] = [await createSharedInstitution()];
  const ticked = { type: "communes", territoire: "france" };
  expect(await call("POST", "/reglages/cible", { ...ticked, tableau: "oui" })).toBe(200);
  expect(await db.opportunity.findMany({ select: { institutionId: true } })).toEqual([
    { institutionId: town.id },
  ]);
  expect(await readTarget(actor)).toEqual(
    targetFilter({ groups: ["communes"], extent: "france", places: [] }),
  );
  await db.institution.createMany({
    data: Array.from({ length: 2_100 }, (_, n) => ({
      ...{ key: `many:${n}`, name: `Mairie ${n}`, kind: "commune" as const, source: "COG", vintage: "2026" },
    })),
  });
  expect(await call("POST", "/reglages/cible", { ...ticked, tableau: "oui" })).toBe(400);
  expect(await db.opportunity.count()).toBe(1);
  expect(await call("POST", "/reglages/cible", { ...ticked, tableau: "oui", confirme: "on" })).toBe(200);
  expect(await db.opportunity.count()).toBe(2_101);
  await db.membership.updateMany({ where: { productId: actor.productId }, data: { role: "reader" } });
  expect(await call("POST", "/reglages/cible", ticked)).toBe(403);
});
