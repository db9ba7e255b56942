import { expect, test } from "vitest";
import { createToken } from "#app/api/tokens.server.ts";
import { addProduct } from "#app/settings/set-up.server.ts";
import { callApi } from "../../api-caller.ts";
import { createSharedInstitution } from "../../factories.ts";

test("a product just set up goes from nothing to a launched campaign, by the API alone", async () => {
  const town = await createSharedInstitution({ name: "Commune de Lunel" });
  const account = { name: "Camille", email: "camille@essaim.example", password: "une phrase convient" };
  const { token } = await createToken(await addProduct({ product: "Parcelle", ...account }), "essai");
  const post = async (path: string, body: object = {}) => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const answer = await callApi("POST", path, { headers, body: JSON.stringify(body) });
    expect([path, answer.status, answer.body.error]).toEqual([path, 201, undefined]);
    return answer.body;
  };

  const mailbox = await post("/mailboxes", {
    ...{ name: "Camille", fromAddress: "camille@parcelle.example", smtpUrl: "smtp://localhost:1" },
    ...{ dailyCap: null, window: null },
  });
  const own = await post("/institutions", { name: "Les irrigants réunis", kind: "association" });
  const [first, second] = [
    await post("/contacts", {
      lastName: "Castaing",
      email: "a@x.example",
      institutionId: own.id,
      source: "salon",
    }),
    await post("/contacts", { email: "mairie@lunel.example", institutionId: town.id, source: "site" }),
  ];
  await post("/opportunities", { institutionId: town.id, nextAction: "Appeler", nextActionAt: "2027-01-15" });
  const campaign = await post("/campaigns", {
    ...{ name: "Découverte", subject: "Bonjour", text: "Bonjour {{ institution.nom }}" },
    ...{ mailboxId: mailbox.id, contactIds: [first.id, second.id] },
  });
  const launched = await post(`/campaigns/${campaign.id}/launch`);
  expect(launched).toMatchObject({ id: campaign.id, state: "running", enrolled: 2 });
});
