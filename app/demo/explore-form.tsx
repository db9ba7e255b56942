import { Form, href } from "react-router";
import { FirstRunCode } from "#app/settings/first-run-code.tsx";
import { type FormAnswer, FormErrors, SubmitButton } from "#app/ui/form.tsx";

/** The way into the demonstration, where there is no account yet. */
export function ExploreForm({ needsCode, refused = {} }: { needsCode: boolean; refused?: FormAnswer }) {
  return (
    <>
      <p>
        La démonstration raconte le déploiement de « Parcelle », un service inventé, auprès des vraies
        directions départementales des territoires. Elle n’écrit qu’à une boîte locale, et se supprime d’un
        geste.
      </p>
      <Form method="post" action={href("/demarrage/demonstration")} className="stack">
        <FormErrors {...refused} />
        {needsCode && <FirstRunCode {...refused} />}
        <p>
          <SubmitButton look="tertiary" busy="Préparation…">
            Explorer la démonstration
          </SubmitButton>
        </p>
      </Form>
    </>
  );
}
