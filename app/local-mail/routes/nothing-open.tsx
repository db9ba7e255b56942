/** Beside the list, before one is chosen. */
export default function NothingOpen() {
  return (
    <p className="localmail__none muted">
      Choisissez un courriel pour le lire, et répondre à la place de son destinataire.
    </p>
  );
}
