import { data } from "react-router";
import { passwordForm } from "#app/auth/account.server.ts";
import { callAuth } from "#app/auth/call-auth.server.ts";
import { clientAddressContext } from "#app/client-address.server.ts";
import { handleForm } from "#app/form.server.ts";
import type { Route } from "./+types/change-password";

export const action = ({ request, context }: Route.ActionArgs) =>
  handleForm(request, passwordForm, async (input) => {
    const body = { ...input, revokeOtherSessions: true };
    const headers = await callAuth("/change-password", body, {
      request,
      address: context.get(clientAddressContext),
    });
    return data({ saved: true }, { headers });
  });
