import { href, redirect } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { revokeFeed } from "#app/day/feed.server.ts";
import { orOffline } from "#app/ui/or-offline.ts";
import type { Route } from "./+types/feed-removal";

export const loader = () => redirect(href("/reglages/compte"));

export async function action({ request, context }: Route.ActionArgs) {
  await revokeFeed(context.get(memberContext));
  return answerForm(request, { revoked: true }, href("/reglages/compte"));
}

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);
