import { data } from "react-router";
import { sayLost } from "./offline.tsx";

/**
 * What a form answers when the server cannot be reached: a refusal with a sentence, where the router would replace the
 * page by an error. For a route's `clientAction`.
 */
export async function orOffline<Answer>(serverAction: () => Promise<Answer>) {
  try {
    return await serverAction();
  } catch (error) {
    // What `fetch` throws without a network.
    if (!(error instanceof TypeError)) throw error;
    sayLost();
    const message =
      "Le serveur ne répond pas. Rien n’est enregistré\u00A0: vérifiez la connexion et réessayez.";
    return data({ errors: { form: [message] } }, { status: 503 });
  }
}
