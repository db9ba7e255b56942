import { Form, href, redirect } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { cycleForm, proposeCycle } from "#app/objectives/cycle.ts";
import { CycleFields } from "#app/objectives/cycle-fields.tsx";
import { createCycle, listCycles } from "#app/objectives/cycles.server.ts";
import { FormErrors, refusal, SubmitButton } from "#app/ui/form.tsx";
import { isoDay } from "#app/ui/format.ts";
import { PageHead } from "#app/ui/page.tsx";
import type { Route } from "./+types/new-cycle";

export const meta: Route.MetaFunction = () => [{ title: "Ouvrir un cycle · Essaim" }];

export async function loader({ context }: Route.LoaderArgs) {
  const [latest] = await listCycles(context.get(memberContext));
  return { proposed: proposeCycle(latest ? isoDay(latest.endsOn) : null, isoDay(new Date())) };
}

export const action = ({ request, context }: Route.ActionArgs) =>
  handleForm(request, cycleForm, async (input) => {
    const { id } = await createCycle(context.get(memberContext), input);
    return redirect(`${href("/objectifs")}?cycle=${id}`);
  });

export default function NewCycle({ loaderData, actionData }: Route.ComponentProps) {
  const refused = refusal(actionData);
  return (
    <>
      <PageHead title="Ouvrir un cycle" crumbs={[{ label: "Objectifs", to: href("/objectifs") }]} />
      <div className="page__body">
        <Form method="post" className="form">
          <FormErrors {...refused} />
          <CycleFields refused={refused} cycle={loaderData.proposed} />
          <p>
            <SubmitButton>Ouvrir ce cycle</SubmitButton>
          </p>
        </Form>
      </div>
    </>
  );
}
