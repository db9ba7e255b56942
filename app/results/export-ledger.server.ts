import type { Actor } from "#app/auth/actor.ts";
import { MESSAGE_WORDS } from "#app/campaigns/message-state.ts";
import { SENTIMENT_LABELS } from "#app/day/reply.ts";
import { db } from "#app/db/db.server.ts";
import { transaction } from "#app/db/transaction.server.ts";
import { csvLine, csvStream } from "#app/exports/csv.ts";
import { MAX_LIMIT } from "#app/filters/keyset.server.ts";
import { isoDay } from "#app/ui/format.ts";
import type { Scope } from "./facts.server.ts";
import { type LedgerLine, type Narrowing, pageOfLedger } from "./ledger.server.ts";

const HEADS = [
  ...["Nom", "Courriel", "Institution", "Lettre", "Variante", "État", "Envoyé le", "Réponse du serveur"],
  ...["Réponse le", "Sens", "Rendez-vous le", "Volontaire le", "Arrêt"],
];

/** The ledger as a CSV that is read as it leaves; noted in the log of exports before its first line. */
export async function exportLedger(
  actor: Actor,
  scope: Scope,
  narrowing: Narrowing,
): Promise<{ name: string; body: ReadableStream<Uint8Array> }> {
  const { id } = await transaction(actor, "export", (tx) =>
    tx.export.create({
      data: {
        ...{ productId: actor.productId, createdById: actor.userId, list: "Registre d’une campagne" },
        params: { campagne: scope.campaignId },
      },
      select: { id: true },
    }),
  );
  async function* lines() {
    yield csvLine(HEADS);
    let [rows, cursor]: [number, string | null] = [0, null];
    do {
      const page: { items: LedgerLine[]; nextCursor: string | null } = await pageOfLedger(scope, narrowing, {
        ...{ cursor, limit: MAX_LIMIT },
      });
      rows += page.items.length;
      yield page.items.flatMap(linesOf).map(csvLine).join("");
      cursor = page.nextCursor;
    } while (cursor);
    await db.export.update({ where: { id }, data: { rows, finishedAt: new Date() }, select: { id: true } });
  }
  return { name: `registre-${isoDay(new Date())}.csv`, body: csvStream(lines()) };
}

/** A line a letter; who was written none is still there. */
function linesOf(line: LedgerLine): (string | null)[][] {
  const person = [line.name, line.email, line.institution];
  const came = [
    ...[moment(line.repliedAt), line.sentiment && SENTIMENT_LABELS[line.sentiment]],
    ...[moment(line.metAt), moment(line.volunteeredAt), line.stopReason],
  ];
  if (line.letters.length === 0) return [[...person, null, null, null, null, null, ...came]];
  return line.letters.map(({ step, variant, state, sentAt, reply }) => [
    ...[...person, String(step), variant, MESSAGE_WORDS[state].label, moment(sentAt), reply],
    ...came,
  ]);
}

const moment = (at: Date | string | null) => at && new Date(at).toISOString();
