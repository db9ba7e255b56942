import { createElement, type ReactElement } from "react";
import { render } from "react-email";
import { Invitation, type InvitationProps, invitationSubject } from "#emails/invitation.tsx";
import { Password, passwordSubject } from "#emails/password.tsx";
import type { SystemMail } from "./system-mail.server.ts";

type Rendered = Omit<SystemMail, "to">;

/** Import this file only when a mail is about to leave: react-email takes half a second to load. */
export function renderInvitationMail(props: Required<InvitationProps>): Promise<Rendered> {
  return both(invitationSubject(props), createElement(Invitation, props));
}

export function renderPasswordMail(url: string): Promise<Rendered> {
  return both(passwordSubject, createElement(Password, { url }));
}

async function both(subject: string, mail: ReactElement): Promise<Rendered> {
  const [html, text] = await Promise.all([render(mail), render(mail, { plainText: true })]);
  return { subject, html, text };
}
