import { randomBytes } from "node:crypto";
import { createRequestHandler, RouterContextProvider } from "react-router";
import { clientAddress, clientAddressContext } from "./client-address.server.ts";
import { refuseTooLarge } from "./request-limits.server.ts";
import { nonceContext } from "./nonce.ts";
import { secureHeaders } from "./secure-headers.server.ts";

const answer = createRequestHandler(() => import("virtual:react-router/server-build"), import.meta.env.MODE);

/** Every request goes through here: size limit, nonce, router, security headers. */
export async function handleRequest(received: Request, socketAddress: string): Promise<Response> {
  const limited = refuseTooLarge(received);
  if (limited instanceof Response) return secureHeaders(limited);
  const context = new RouterContextProvider();
  context.set(nonceContext, randomBytes(16).toString("base64"));
  context.set(clientAddressContext, clientAddress(received, socketAddress));
  return secureHeaders(await answer(limited, context));
}
