import { href, redirect } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { renewFeed } from "#app/day/feed.server.ts";
import { orOffline } from "#app/ui/or-offline.ts";
import type { Route } from "./+types/feed-renewal";

export const loader = () => redirect(href("/reglages/compte"));

/** The address is answered once; nothing can say it again. */
export const action = ({ context }: Route.ActionArgs) => renewFeed(context.get(memberContext));

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);
