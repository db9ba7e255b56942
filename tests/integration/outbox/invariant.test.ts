import { expect, test } from "vitest";
import { listUncertain } from "#app/outbox/uncertain.server.ts";
import { acceptedTwice, killInTheMiddle, type Run } from "./invariant.ts";
import { useProcesses } from "./process.ts";
import { useSinks } from "./sending.ts";

const sinkWith = useSinks();
const startProcess = useProcesses();
const idsIn = ({ rows }: Run, state: string) =>
  rows.filter((row) => row.state === state).map((row) => row.rfcMessageId);

test("thirty kills in the middle of messages: none is sent twice, and each doubtful one is listed", async () => {
  const run = await killInTheMiddle({
    ...{ sinkWith, startProcess: () => startProcess() },
    atRest: ["sent", "rejected", "uncertain"],
  });
  const { sink, rows } = run;
  const accepted = new Set(sink.accepted.map((mail) => mail.messageId));
  const [sent, uncertain] = [idsIn(run, "sent"), idsIn(run, "uncertain")];

  expect(acceptedTwice(sink)).toEqual([]);
  const known = new Set([...sent, ...uncertain]);
  expect(
    [...accepted].filter((id) => !known.has(id)),
    "what was accepted is known, or doubtful",
  ).toEqual([]);
  expect(
    sent.filter((id) => !accepted.has(id)),
    "what is called sent was accepted",
  ).toEqual([]);
  const listed = await listUncertain(run.campaign.actor);
  expect(new Set(listed.map((row) => row.rfcMessageId))).toEqual(new Set(uncertain));

  const died = rows.filter((row) => row.reply?.includes("a été interrompu"));
  expect(died.length, "at most one a connection and kill").toBeLessThanOrEqual(run.killed * 10);
  const doubtfulOf = sink.accepted
    .filter((mail) => uncertain.includes(mail.messageId))
    .map((mail) => mail.session);
  expect(new Set(doubtfulOf).size, "at most one a connection").toBe(doubtfulOf.length);
  expect(run.heldAfterDeath, "none stuck").toBeLessThan(30_000);
  expect(rows.filter((row) => row.workerId)).toEqual([]);
});

test("thirty kills, with a journal: what the server accepted is what the ledger says, none lost, none twice", async () => {
  const journal = "camille+journal@parcelle.example";
  const run = await killInTheMiddle({
    ...{ sinkWith, startProcess: () => startProcess("worker-process.ts", { DOUBT_MS: "3000" }), journal },
    atRest: ["sent", "rejected"],
  });
  const { sink, rows } = run;
  expect(acceptedTwice(sink)).toEqual([]);
  expect(new Set(idsIn(run, "sent"))).toEqual(new Set(sink.accepted.map((mail) => mail.messageId)));
  expect(rows, "none lost: only what the server refuses for good has not left").toHaveLength(500);
  expect(idsIn(run, "rejected")).toHaveLength(50);
  expect(sink.accepted.every((mail) => mail.recipients.includes(journal))).toBe(true);
  expect(run.heldAfterDeath, "none stuck").toBeLessThan(30_000);
});

test("the same test sees a sender that marks after sending send twice", async () => {
  const sabotaged = killInTheMiddle({
    ...{ sinkWith, startProcess: () => startProcess("sabotaged-worker.ts") },
    atRest: ["sent", "rejected", "uncertain"],
  });
  await expect(sabotaged).rejects.toThrow(/Accepted twice/);
});
