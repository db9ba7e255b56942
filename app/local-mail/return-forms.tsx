import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from "react";
import { href, useFetcher } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { Dialog, DialogActions } from "#app/ui/dialog.tsx";
import { type FormAnswer, FormErrors, refusal, SubmitButton, TextArea, TextField } from "#app/ui/form.tsx";
import { Section } from "#app/ui/page.tsx";
import { useToast } from "#app/ui/toast.tsx";
import { RETURN_WORDS, SUGGESTED } from "./local-mail.ts";
import type { LocalMail } from "./local-mails.server.ts";

type Answer = FormAnswer & { returned?: string; message?: string };

/** What the recipient may do: answer, be away, refuse, object. */
export function ReturnForms({ mail, nextWeek }: { mail: LocalMail; nextWeek: string }) {
  const action = href("/boite-locale/:id/retour", { id: mail.id });
  return (
    <Section title={`À la place de ${mail.name ?? mail.to}`}>
      <div className="stack localmail__acts">
        <Reply action={action} />
        <div className="row localmail__others">
          <Away action={action} nextWeek={nextWeek} />
          <Refuse action={action} kind="bounce" title="Rejeter ce courriel" confirm="Rejeter le courriel">
            Le serveur du destinataire répond que l’adresse n’existe pas : la séquence s’arrête pour cette
            personne.
          </Refuse>
          <Refuse action={action} kind="objection" title="S’opposer" confirm="Opposer cette adresse">
            Le destinataire demande qu’on ne lui écrive plus. L’opposition vaut pour tous les produits de cet
            espace, et ne se lève pas d’ici.
          </Refuse>
        </div>
      </div>
    </Section>
  );
}

function Reply({ action }: { action: string }) {
  const fetcher = useReturn();
  const form = useRef<HTMLFormElement>(null);
  const answer = fetcher.data;
  useEffect(() => {
    if (answer?.returned) form.current?.reset();
  }, [answer]);
  function fill(text: string) {
    const area = form.current?.querySelector("textarea");
    if (!area) return;
    area.value = text;
    area.focus();
  }
  return (
    <fetcher.Form method="post" action={action} className="stack" ref={form}>
      <FormErrors {...refusal(fetcher.data)} />
      <input type="hidden" name="kind" value="reply" />
      <div className="row localmail__suggested" role="group" aria-label="Réponses toutes faites">
        {SUGGESTED.map(({ label, text }) => (
          <button key={label} type="button" className="chip chip--sm" onClick={() => fill(text)}>
            {label}
          </button>
        ))}
      </div>
      <TextArea
        {...refusal(fetcher.data)}
        name="text"
        label="Sa réponse"
        rows={5}
        required
        maxLength={5000}
      />
      <p>
        <SubmitButton pending={fetcher.state !== "idle"} busy="Envoi…">
          Répondre
        </SubmitButton>
      </p>
    </fetcher.Form>
  );
}

function Away({ action, nextWeek }: { action: string; nextWeek: string }) {
  const fetcher = useReturn();
  return (
    <fetcher.Form method="post" action={action} className="row localmail__away">
      <input type="hidden" name="kind" value="away" />
      <TextField
        {...refusal(fetcher.data)}
        name="until"
        label="De retour le"
        type="date"
        defaultValue={nextWeek}
        required
      />
      <SubmitButton look="secondary" pending={fetcher.state !== "idle"} busy="Envoi…">
        {RETURN_WORDS.away.title}
      </SubmitButton>
    </fetcher.Form>
  );
}

type Refusing = {
  action: string;
  kind: "bounce" | "objection";
  title: string;
  confirm: string;
  children: ReactNode;
};

function Refuse({ action, kind, title, confirm, children }: Refusing) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  const fetcher = useReturn();
  return (
    <>
      <Button onClick={() => setOpen(true)}>{RETURN_WORDS[kind].title}</Button>
      <Dialog open={open} onClose={close} title={title}>
        <p>{children}</p>
        <fetcher.Form method="post" action={action} onSubmit={close}>
          <input type="hidden" name="kind" value={kind} />
          <DialogActions>
            <Button onClick={close}>Annuler</Button>
            <SubmitButton>{confirm}</SubmitButton>
          </DialogActions>
        </fetcher.Form>
      </Dialog>
    </>
  );
}

/** Says what came back, once. */
function useReturn() {
  const fetcher = useFetcher<Answer>();
  const answer = fetcher.data;
  const toast = useToast();
  const say = useEffectEvent(({ message }: Answer) => {
    if (message) toast({ message });
  });
  useEffect(() => {
    if (answer) say(answer);
  }, [answer]);
  return fetcher;
}
