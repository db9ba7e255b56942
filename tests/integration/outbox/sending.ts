import { afterEach } from "vitest";
import { createOutbox } from "#app/outbox/engine.server.ts";
import { type Sink, type SinkOptions, startSink } from "../../smtp-sink.ts";

/** A sink closed after the test. Call at the top of a file: `const sinkWith = useSinks();` */
export function useSinks(): (options?: SinkOptions) => Promise<Sink> {
  const sinks: Sink[] = [];
  afterEach(async () => {
    for (const sink of sinks.splice(0)) await sink.close();
  });
  return async (options) => {
    const sink = await startSink(options);
    sinks.push(sink);
    return sink;
  };
}

/** Sends all that is due, as one worker does, and stops. */
export async function sendAll(clock?: () => Date): Promise<void> {
  const outbox = createOutbox(crypto.randomUUID(), clock);
  await outbox.tick();
  await outbox.settled();
  await outbox.stop();
}
