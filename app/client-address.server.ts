import { createContext } from "react-router";

/** The address a limit is counted for. */
export const clientAddressContext = createContext<string>();

const PRIVATE = /^(::ffff:)?(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)|^(::1|f[cd][0-9a-f]{2}:)/i;

/**
 * The socket's peer, or, when the peer is a proxy on a private network (a platform's router), the last address that
 * this proxy has written: what came before it may be invented by the client.
 */
export function clientAddress(request: Request, socketAddress: string): string {
  const forwarded = request.headers.get("x-forwarded-for");
  if (!forwarded || !PRIVATE.test(socketAddress)) return socketAddress;
  return forwarded.split(",").at(-1)!.trim() || socketAddress;
}
