import { href, redirect } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { proposeFromSignature, signatureForm } from "#app/contacts/signature.server.ts";
import { handleForm } from "#app/form.server.ts";
import { orOffline } from "#app/ui/or-offline.ts";
import type { Route } from "./+types/signature";

export const loader = () => redirect(href("/contacts/nouveau"));

/** Reads a signature, and writes nothing. By POST all the same: what is pasted has no place in an address. */
export const action = ({ request, context }: Route.ActionArgs) =>
  handleForm(request, signatureForm, ({ text }) => proposeFromSignature(context.get(memberContext), text));

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);
