import { isRouteErrorResponse } from "react-router";
import { Button, ButtonLink } from "./button.tsx";

/** The page shown in place of one that failed: what happened, then what to do. */
export function ErrorPage({ error }: { error: unknown }) {
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const { title, text } = words(status);
  return (
    <div className="failure">
      <p className="muted">Erreur {status}</p>
      <h1>{title}</h1>
      <p>{said(error) ?? text}</p>
      <p className="row">
        <ButtonLink look="primary" to="/">
          Revenir à l’accueil
        </ButtonLink>
        {status >= 500 && <Button onClick={() => location.reload()}>Recharger la page</Button>}
      </p>
    </div>
  );
}

/** What was wrong with a demand, where the refusal names it: a filter's field, a cursor. */
function said(error: unknown): string | undefined {
  if (!isRouteErrorResponse(error) || error.status !== 400) return undefined;
  const { message } = (error.data ?? {}) as { message?: unknown };
  return typeof message === "string" ? message : undefined;
}

/** The words for a status: a code that we know, or its family. */
export function words(status: number): { title: string; text: string } {
  const known: Record<number, { title: string; text: string }> = {
    401: { title: "Connectez-vous pour continuer", text: "Votre session a pris fin. Rien n’est perdu." },
    403: {
      title: "Votre rôle ne permet pas cette page",
      text: "Demandez à un administrateur du produit de changer votre rôle, ou de faire l’action pour vous.",
    },
    404: {
      title: "Cette page n’existe pas",
      text: "Elle a pu être supprimée, ou appartenir à un autre produit. Vérifiez l’adresse, ou cherchez par le nom.",
    },
    409: {
      title: "Cette fiche a changé entre-temps",
      text: "Revenez à la page précédente et rechargez-la pour voir la dernière version.",
    },
    413: { title: "L’envoi est trop volumineux", text: "Réduisez le fichier ou le texte, puis recommencez." },
    429: { title: "Trop d’essais", text: "Patientez une minute, puis recommencez." },
    503: { title: "Le service démarre", text: "Rechargez la page dans quelques secondes." },
  };
  const other =
    status < 500
      ? {
          title: "Cette demande ne peut pas aboutir",
          text: "Vérifiez l’adresse, ou revenez à la page précédente.",
        }
      : {
          title: "Une erreur est survenue de notre côté",
          text: "Elle est notée dans le journal. Rechargez la page ; si elle revient, prévenez l’administrateur.",
        };
  return known[status] ?? other;
}
