import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createDraftSaver, type DraftWords, type Kept, type SaveAnswer } from "#app/campaigns/draft-saver.ts";

const words: DraftWords = { name: "Découverte", subject: "Objet", text: "Bonjour", mailboxId: "" };

/** A server that answers what it is told, and keeps what it was sent. */
function start(answers: SaveAnswer[] = []) {
  const sent: { changed: Partial<DraftWords>; version: number }[] = [];
  let kept: Kept | null = null;
  let saves = 0;
  const saver = createDraftSaver(
    { version: 1, words },
    {
      post: async (changed, version) => {
        sent.push({ changed, version });
        return answers.length > 0 ? answers.shift()! : { version: version + 1 };
      },
      keep: (now) => (kept = now),
      onSaved: () => saves++,
    },
  );
  return { saver, sent, kept: () => kept, saves: () => saves };
}

const stale = (
  current: Partial<DraftWords>,
  clashes: { field: keyof DraftWords; mine: string; theirs: string }[],
) => ({
  ...{ refusal: "Deux versions", stale: { version: 7, clashes, by: "Bruno", at: null } },
  stale: { version: 7, clashes, by: "Bruno", at: null, current: { ...words, ...current } },
});

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("what is typed is saved once the hand rests, only what has changed, in one request", async () => {
  const { saver, sent, saves } = start();
  for (const text of ["Bonjour,", "Bonjour, v", "Bonjour, vous"]) saver.change({ text });
  expect(saver.get().status).toBe("unsaved");
  await vi.advanceTimersByTimeAsync(800);
  expect(sent).toEqual([{ changed: { text: "Bonjour, vous" }, version: 1 }]);
  expect(saver.get()).toMatchObject({ status: "saved", version: 2 });
  expect(saves()).toBe(1);
});

test("what is typed during a save is saved after it, from its version", async () => {
  const { saver, sent } = start();
  saver.change({ text: "Un" });
  const first = saver.save();
  saver.change({ text: "Deux" });
  await first;
  expect(await saver.save()).toBe(true);
  expect(sent).toEqual([
    { changed: { text: "Un" }, version: 1 },
    { changed: { text: "Deux" }, version: 2 },
  ]);
});

test("words are kept outside until they are saved, and tried again when the server cannot be reached", async () => {
  const { saver, sent, kept } = start([null, null]);
  saver.change({ subject: "Autre" });
  expect(kept()).toEqual({ version: 1, words: { ...words, subject: "Autre" } });
  await vi.advanceTimersByTimeAsync(800);
  expect(saver.get().status).toBe("unreachable");
  await vi.advanceTimersByTimeAsync(10_000);
  expect(sent).toHaveLength(3);
  expect(saver.get().status).toBe("saved");
  expect(kept()).toBeNull();
});

test("what someone else saved elsewhere is taken in, and what was typed here stays", async () => {
  const answer = stale({ subject: "Leur objet" }, [{ field: "text", mine: "Mon texte", theirs: "Bonjour" }]);
  const { saver, sent } = start([answer]);
  saver.change({ text: "Mon texte" });
  await vi.advanceTimersByTimeAsync(1000);
  expect(saver.get()).toMatchObject({
    ...{ status: "saved", version: 8, stale: null },
    words: { ...words, subject: "Leur objet", text: "Mon texte" },
  });
  expect(sent[1]).toEqual({ changed: { text: "Mon texte" }, version: 7 });
});

test("a field that both have changed stops the saving until one chooses", async () => {
  const answer = stale({ text: "Leur texte" }, [{ field: "text", mine: "Mon texte", theirs: "Leur texte" }]);
  const { saver, sent } = start([answer]);
  saver.change({ text: "Mon texte" });
  await vi.advanceTimersByTimeAsync(20_000);
  expect(saver.get()).toMatchObject({ status: "conflict", words: { text: "Mon texte" } });
  expect(sent).toHaveLength(1);
  saver.settle({ text: "Les deux textes" });
  await vi.advanceTimersByTimeAsync(0);
  expect(sent[1]).toEqual({ changed: { text: "Les deux textes" }, version: 7 });
  expect(saver.get()).toMatchObject({ status: "saved", version: 8 });
});

test("keeping theirs has nothing more to send", async () => {
  const answer = stale({ text: "Leur texte" }, [{ field: "text", mine: "Mon texte", theirs: "Leur texte" }]);
  const { saver, sent, kept } = start([answer]);
  saver.change({ text: "Mon texte" });
  await saver.save();
  saver.settle({ text: "Leur texte" });
  await vi.advanceTimersByTimeAsync(0);
  expect(sent).toHaveLength(1);
  expect(saver.get()).toMatchObject({ status: "saved", version: 7 });
  expect(kept()).toBeNull();
});

test("a refusal waits for other words", async () => {
  const { saver, sent } = start([{ refusal: "L’objet est trop long." }]);
  saver.change({ subject: "x".repeat(300) });
  await vi.advanceTimersByTimeAsync(20_000);
  expect(sent).toHaveLength(1);
  expect(saver.get()).toMatchObject({ status: "refused", refusal: "L’objet est trop long." });
  saver.change({ subject: "Court" });
  await vi.advanceTimersByTimeAsync(800);
  expect(saver.get().status).toBe("saved");
});
