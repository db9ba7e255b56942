import { expect, test } from "vitest";
import { undoChangeSet } from "#app/history/undo.server.ts";
import { createSnippet, deleteSnippet, listSnippets, updateSnippet } from "#app/snippets/snippets.server.ts";
import { createActor } from "../../factories.ts";

const input = { name: "Rendez-vous", text: "Auriez-vous vingt minutes, {{ contact.prenom }} ?" };

test("a snippet is kept, changed and deleted, and each gesture is undone", async () => {
  const actor = await createActor("deployer");
  await createSnippet(actor, input);
  const [snippet] = await listSnippets(actor);
  const changed = await updateSnippet(actor, snippet!.id, { name: "Visio", text: "Une visio ?" });
  expect(await listSnippets(actor)).toEqual([{ id: snippet!.id, name: "Visio", text: "Une visio ?" }]);
  await undoChangeSet(actor, changed.setId);
  expect(await listSnippets(actor)).toEqual([snippet]);
  const gone = await deleteSnippet(actor, snippet!.id);
  expect(await listSnippets(actor)).toEqual([]);
  await undoChangeSet(actor, gone.setId);
  expect(await listSnippets(actor)).toEqual([snippet]);
});

test("what a message would refuse is refused when it is written, and a name once", async () => {
  const actor = await createActor("deployer");
  for (const text of ["{{ contact.surnom }}", "{{ contact", "https://a.example/{{ contact.nom }}"])
    await expect(createSnippet(actor, { ...input, text })).rejects.toMatchObject({
      fields: { text: expect.any(String) },
    });
  await createSnippet(actor, input);
  await expect(createSnippet(actor, input)).rejects.toMatchObject({
    code: "invalid",
    fields: { name: expect.any(String) },
  });
});

test("another product’s snippets are neither seen nor touched, and a reader writes none", async () => {
  const [actor, other] = [await createActor(), await createActor()];
  await createSnippet(other, input);
  const [theirs] = await listSnippets(other);
  expect(await listSnippets(actor)).toEqual([]);
  for (const attempt of [
    () => updateSnippet(actor, theirs!.id, input),
    () => deleteSnippet(actor, theirs!.id),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
  await expect(createSnippet({ ...actor, role: "reader" }, input)).rejects.toMatchObject({
    code: "forbidden",
  });
});
