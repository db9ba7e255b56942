import { useEffect, useState } from "react";
import { href, useFetcher } from "react-router";
import { z } from "zod";
import { memberContext } from "#app/auth/context.ts";
import { handleForm } from "#app/form.server.ts";
import { ExpiredList } from "#app/retention/expired-list.tsx";
import { readExpired } from "#app/retention/expired.server.ts";
import { purgeExpired } from "#app/retention/purge.server.ts";
import { Button } from "#app/ui/button.tsx";
import { Dialog, DialogActions } from "#app/ui/dialog.tsx";
import { plural } from "#app/ui/format.ts";
import { FormErrors, refusal, SubmitButton } from "#app/ui/form.tsx";
import { Section } from "#app/ui/page.tsx";
import { useToast } from "#app/ui/toast.tsx";
import type { Route } from "./+types/retention";

export async function loader({ context }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const now = new Date();
  const expired = await readExpired(member, now);
  return { ...expired, now, writes: member.role !== "reader", admin: member.role === "admin" };
}

const schema = z.object({ asOf: z.iso.datetime("Relisez la liste, puis effacez.") });

export const action = ({ request, context }: Route.ActionArgs) =>
  handleForm(request, schema, async ({ asOf }) => ({
    erased: await purgeExpired(context.get(memberContext), new Date(asOf)),
  }));

/** Those whose three years are over: erased once confirmed, or kept for a reason. */
export default function Retention({ loaderData }: Route.ComponentProps) {
  const { toPurge, total, kept, now, writes, admin } = loaderData;
  return (
    <>
      <Section title="Données à purger" count={total}>
        <p className="muted settings__empty">
          Une personne se garde trois ans après la collecte de ses adresses, ou après son dernier geste : une
          réponse, un rendez-vous, une candidature. Ni vos envois, ni une ouverture, ni une absence ne
          comptent. Chaque nuit, Essaim relève qui dépasse ce délai ; rien ne s’efface sans votre accord.
        </p>
        {total === 0 ? (
          <p className="settings__empty">Personne ne dépasse trois ans aujourd’hui.</p>
        ) : (
          <ExpiredList people={toPurge} writes={writes} now={now} />
        )}
        {total > toPurge.length && (
          <p className="muted">et {plural(total - toPurge.length, "autre", "autres")}, plus récents.</p>
        )}
        {admin && <Erasure total={total} asOf={now} />}
      </Section>
      {kept.length > 0 && (
        <Section title="Gardées malgré le délai" count={kept.length}>
          <ExpiredList people={kept} writes={writes} now={now} />
        </Section>
      )}
    </>
  );
}

function Erasure({ total, asOf }: { total: number; asOf: Date }) {
  const [asked, setAsked] = useState<{ after: unknown } | null>(null);
  const erasure = useFetcher<{ erased: number } | object>();
  const people = plural(total, "personne");
  // Closed by the answer to what it asked, unless that is a refusal.
  const open = asked !== null && (asked.after === erasure.data || !("erased" in (erasure.data ?? {})));
  const toast = useToast();
  useEffect(() => {
    if (!erasure.data || !("erased" in erasure.data)) return;
    toast({ message: `${plural(erasure.data.erased, "personne effacée", "personnes effacées")}.` });
  }, [erasure.data, toast]);
  if (total === 0) return null;
  return (
    <div className="stack stack--lg">
      <p>
        <Button icon="delete-bin-line" onClick={() => setAsked({ after: erasure.data })}>
          Effacer {people}
        </Button>
      </p>
      <Dialog open={open} onClose={() => setAsked(null)} title={`Effacer ${people} pour de bon\u00A0?`}>
        <p>
          Leurs fiches, leurs adresses, leurs messages et leur historique disparaissent : cela ne s’annule
          pas. Les échanges restent à leur institution, sans elles ; une opposition reste connue, sous forme
          d’empreinte. Qui a écrit depuis l’ouverture de cette page est gardé.
        </p>
        <erasure.Form method="post" action={href("/reglages/purge")}>
          <FormErrors {...refusal(erasure.data)} />
          <input type="hidden" name="asOf" value={asOf.toISOString()} />
          <DialogActions>
            <Button onClick={() => setAsked(null)}>Annuler</Button>
            <SubmitButton pending={erasure.state !== "idle"} busy="Effacement…">
              Effacer {people}
            </SubmitButton>
          </DialogActions>
        </erasure.Form>
      </Dialog>
    </div>
  );
}
