import { Form, href, useLocation } from "react-router";
import { Button, ButtonLink } from "#app/ui/button.tsx";

/** The figures, then the ledger, as files. Who takes the ledger is noted: it names people. */
export function ResultsFiles({ id }: { id: string }) {
  const { search } = useLocation();
  return (
    <div className="row row--wrap results__note">
      <Form
        method="post"
        action={`${href("/campagnes/:id/registre", { id })}${search}`}
        reloadDocument
        className="row"
      >
        <Button type="submit" icon="download-line">
          Exporter le registre
        </Button>
      </Form>
      <ButtonLink look="ghost" to={`${href("/campagnes/:id/resultats.csv", { id })}${search}`} reloadDocument>
        Chiffres en CSV
      </ButtonLink>
      <ButtonLink
        look="ghost"
        to={`${href("/campagnes/:id/resultats.json", { id })}${search}`}
        reloadDocument
      >
        en JSON
      </ButtonLink>
    </div>
  );
}
