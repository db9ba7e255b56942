import { RouterContextProvider } from "react-router";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import type { Actor } from "#app/auth/actor.ts";
import { memberContext } from "#app/auth/context.ts";
import { db } from "#app/db/db.server.ts";
import { env } from "#app/env.server.ts";
import { action } from "#app/imports/routes/new-import.tsx";
import { refuseTooLarge } from "#app/request-limits.server.ts";
import { createActor } from "../../factories.ts";

const MAX = 100_000;
const CONTENT = "nom;institution\nTessier;Maison commune\n";
const tooLarge = /^Ce fichier dépasse 0,1 Mo\. Partagez-le/;

beforeEach(() => {
  const before = env.UPLOAD_MAX;
  env.UPLOAD_MAX = MAX;
  onTestFinished(() => {
    env.UPLOAD_MAX = before;
  });
});

const file = (content: string, name = "contacts.csv") =>
  `Content-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/csv\r\n\r\n${content}`;
const kind = `Content-Disposition: form-data; name="kind"\r\n\r\ncontacts`;
const formOf = (...parts: string[]) =>
  `${parts.map((part) => `--limite\r\n${part}\r\n`).join("")}--limite--\r\n`;

/** Posts a form as a program does: with its length, or by chunks, without. */
async function post(actor: Actor, body: string, { announced }: { announced: boolean }) {
  const bytes = Buffer.from(body);
  let sent = 0;
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        controller.enqueue(bytes.subarray(sent, (sent += 10_000)));
        if (sent >= bytes.length) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  const headers = new Headers({ "Content-Type": "multipart/form-data; boundary=limite" });
  if (announced) headers.set("Content-Length", String(bytes.length));
  const received = refuseTooLarge(
    new Request("http://essaim.example/imports/nouveau", {
      ...{ method: "POST", headers, body: stream, duplex: "half" },
    } as RequestInit),
  ) as Request;
  const context = new RouterContextProvider();
  context.set(memberContext, actor as never);
  const answer = await action({ request: received, context } as never);
  const kept = { uploads: await db.upload.count(), chunks: await db.uploadChunk.count() };
  if (answer instanceof Response) return { status: answer.status, kept, sent };
  const said = Object.values(answer.data.errors).flat().join(" ");
  return { status: answer.init!.status, said, kept, sent };
}

const nothing = { uploads: 0, chunks: 0 };

test.for([true, false])(
  "a file over the limit is 413 with a sentence, and nothing is kept of it (length announced: %s)",
  async (announced) => {
    const actor = await createActor();
    for (const size of [MAX + 1, MAX + 60_000, 20 * MAX]) {
      const refused = await post(actor, formOf(kind, file("x".repeat(size))), { announced });
      expect(refused).toMatchObject({ status: 413, said: expect.stringMatching(tooLarge), kept: nothing });
      // What comes after is not waited for.
      expect(refused.sent).toBeLessThan(MAX + 120_000);
    }
  },
);

test.for([true, false])(
  "a file at the limit comes in, wherever it stands in the form (length announced: %s)",
  async (announced) => {
    const actor = await createActor();
    const whole = CONTENT + "x;y\n".repeat((MAX - CONTENT.length) / 4);
    for (const parts of [
      [kind, file(whole)],
      [file(whole), kind],
    ])
      expect(await post(actor, formOf(...parts), { announced })).toMatchObject({ status: 302 });
    const uploads = await db.upload.findMany({ include: { chunks: true } });
    for (const { size, chunks } of uploads) {
      expect(size).toBe(Buffer.byteLength(whole));
      expect(Buffer.concat(chunks.map(({ content }) => content)).toString()).toBe(whole);
    }
  },
);

test("a form without a file, with two, with a wrong field, or that breaks off, is refused, and nothing is kept of it", async () => {
  const actor = await createActor();
  const wrong = kind.replace("contacts", "autres");
  const forms: [body: string, said: RegExp][] = [
    [formOf(kind), /Choisissez un fichier/],
    [formOf(kind, file("", "")), /Choisissez un fichier/],
    [formOf(kind, file(CONTENT), file(CONTENT)), /Un fichier à la fois/],
    [formOf(wrong, file(CONTENT)), /Dites ce que ce fichier apporte/],
    [formOf(file(CONTENT)), /Dites ce que ce fichier apporte|Invalid/],
    [formOf(kind.replace("contacts", "c".repeat(20_000)), file(CONTENT)), /trop long/],
    [formOf(kind, file(CONTENT)).slice(0, -20), /n’est pas arrivé entier/],
    ["", /Choisissez un fichier|n’est pas arrivé/],
  ];
  for (const [body, said] of forms)
    for (const announced of [true, false])
      expect(await post(actor, body, { announced })).toMatchObject({
        ...{ status: 400, said: expect.stringMatching(said), kept: nothing },
      });
});
