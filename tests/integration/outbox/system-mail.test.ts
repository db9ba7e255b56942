import { afterEach, expect, test } from "vitest";
import { db } from "#app/db/db.server.ts";
import { env } from "#app/env.server.ts";
import { sendSystemMail } from "#app/outbox/system-mail.server.ts";
import { renderInvitationMail, renderPasswordMail } from "#app/outbox/system-templates.server.ts";
import { useSinks } from "./sending.ts";

const sinkWith = useSinks();
const before = env.SMTP_URL;
afterEach(() => {
  env.SMTP_URL = before;
});

test("a system mail leaves at once through SMTP_URL, in both forms, from its account", async () => {
  const sink = await sinkWith({ account: { user: "essaim@parcelle.example", pass: "x" } });
  env.SMTP_URL = sink.url.replace("essaim@", "essaim%40");
  const mail = await renderInvitationMail({
    ...{ product: "Parcelle", invitedBy: "Camille", url: "https://essaim.example/invitation/abc" },
  });
  expect(mail.text).toContain("https://essaim.example/invitation/abc");
  expect(await sendSystemMail({ to: "maud@mairie.example", ...mail })).toBe(true);
  expect(sink.accepted).toMatchObject([{ to: "maud@mairie.example", from: "essaim@parcelle.example" }]);
  expect(sink.accepted[0]!.headers["content-type"]).toContain("multipart/alternative");
});

test("without SMTP_URL, or when the server refuses, the caller is told, to show the link itself", async () => {
  const mail = { to: "maud@mairie.example", ...(await renderPasswordMail("https://essaim.example/x")) };
  env.SMTP_URL = undefined;
  expect(await sendSystemMail(mail)).toBe(false);
  const [kept] = await db.localMail.findMany({ where: { productId: null } });
  expect(kept).toMatchObject({ recipients: ["maud@mairie.example"], subject: mail.subject });
  const sink = await sinkWith({ behave: () => ({ refuse: { code: 550, at: "rcpt" } }) });
  env.SMTP_URL = sink.url;
  expect(await sendSystemMail(mail)).toBe(false);
});
