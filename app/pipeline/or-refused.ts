import { data, isRouteErrorResponse } from "react-router";

/**
 * What a change made in place answers when it fails whatever the reason: a refusal with its sentence, so that the card
 * goes back where it was, where the router would replace the whole page. For a route's `clientAction`.
 */
export async function orRefused<Answer>(serverAction: () => Promise<Answer>) {
  try {
    return await serverAction();
  } catch (error) {
    // A redirect: the session is over.
    if (error instanceof Response) throw error;
    const { message, status } = reasonOf(error);
    return data({ errors: { form: [message] }, again: status >= 500 }, { status });
  }
}

function reasonOf(error: unknown): { message: string; status: number } {
  if (isRouteErrorResponse(error)) {
    const { message } = (error.data ?? {}) as { message?: string };
    if (message) return { message, status: error.status };
  }
  // What `fetch` throws without a network.
  if (error instanceof TypeError)
    return {
      message: "Le serveur ne répond pas. Rien n’est enregistré\u00A0: vérifiez la connexion et réessayez.",
      status: 503,
    };
  return { message: "Le serveur n’a pas pu l’enregistrer. Rien n’a changé.", status: 500 };
}
