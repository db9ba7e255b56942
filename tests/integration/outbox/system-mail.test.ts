import { RouterContextProvider } from "react-router";
import { afterEach, expect, test } from "vitest";
import { action, loader } from "#app/auth/routes/forgotten-password.tsx";
import { clientAddressContext } from "#app/client-address.server.ts";
import { db } from "#app/db/db.server.ts";
import { env } from "#app/env.server.ts";
import { sendSystemMail } from "#app/outbox/system-mail.server.ts";
import { renderInvitationMail, renderPasswordMail } from "#app/outbox/system-templates.server.ts";
import { createActor } from "../../factories.ts";
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

test("without SMTP_URL, a forgotten password is still asked for: the page says that the mail stays here", async () => {
  env.SMTP_URL = undefined;
  expect(loader()).toEqual({ local: true });
  const { userId } = await createActor();
  const { email } = await db.user.findUniqueOrThrow({ where: { id: userId } });
  const context = new RouterContextProvider();
  context.set(clientAddressContext, "192.0.2.7");
  const url = new URL("http://essaim.example/mot-de-passe-oublie");
  const request = new Request(url, { method: "POST", body: new URLSearchParams({ email }) });
  expect(await action({ context, request, url, params: {}, pattern: "/mot-de-passe-oublie" })).toEqual({
    sentTo: email,
  });
  await expect.poll(() => db.localMail.count({ where: { productId: null } })).toBe(1);
  expect(await db.localMail.findFirst()).toMatchObject({ recipients: [email] });
  env.SMTP_URL = "smtp://smtp.essaim.example";
  expect(loader()).toEqual({ local: false });
});
