import { allowed, judge, type Begun, type Request } from "./begin.server.ts";
import { givesBack, settle, type Settled } from "./settle.server.ts";
import { pipelinedTransaction } from "./sql.server.ts";

/**
 * One commit: the outcomes that came in are written, and the messages that go next are taken. Once it is done, each of
 * those it returns must be handed over, and its outcome settled by another turn.
 */
export function takeTurn(batch: Settled[], request: Request): Promise<Begun> {
  return pipelinedTransaction(
    "campagne.envoi",
    async (client) => {
      const settling = settle(client, batch);
      // The slots it gives back are there for those that go next.
      if (batch.some(givesBack)) await settling;
      const [, count] = await Promise.all([settling, request.ids.length > 0 ? allowed(client, request) : 0]);
      return count;
    },
    async (client, count) => (count > 0 ? judge(client, request, count) : NOTHING),
  );
}

const NOTHING: Begun = { messages: [], tried: 0 };
