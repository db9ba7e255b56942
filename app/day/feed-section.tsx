import { useEffect, useState } from "react";
import { href, useFetcher } from "react-router";
import { Button } from "#app/ui/button.tsx";
import { Dialog, DialogActions } from "#app/ui/dialog.tsx";
import { SubmitButton } from "#app/ui/form.tsx";
import { formatDate, relativeTime } from "#app/ui/format.ts";
import { Section } from "#app/ui/page.tsx";
import { useToast } from "#app/ui/toast.tsx";

type Feed = { createdAt: Date; lastReadAt: Date | null } | null;

/** « Agenda »: one's actions in one's own calendar, by an address that is a secret. */
export function FeedSection({ feed, now }: { feed: Feed; now: Date }) {
  const made = useFetcher<{ url?: string }>();
  const removed = useFetcher<{ revoked?: boolean }>();
  const [asking, setAsking] = useState<"renewal" | "removal" | null>(null);
  const toast = useToast();
  const gone = removed.data?.revoked;
  const url = made.data?.url;
  useEffect(() => {
    if (gone) toast({ message: "L’adresse ne mène plus nulle part." });
  }, [gone, toast]);
  return (
    <Section title="Agenda">
      <div className="stack stack--lg">
        <p>
          Vos actions, dans votre agenda (Outlook, Thunderbird, téléphone…), par une adresse à laquelle il
          s’abonne. Qui a cette adresse lit vos actions&nbsp;: ne la partagez pas. Elle ne porte aucun numéro
          de téléphone.
        </p>
        {url && feed && (
          <div className="fr-alert fr-alert--success fr-alert--sm">
            <p>Copiez cette adresse&nbsp;: elle ne sera plus montrée.</p>
            <p>
              <input
                className="fr-input"
                aria-label="Adresse de l’agenda"
                value={url}
                readOnly
                onFocus={(event) => event.currentTarget.select()}
              />
            </p>
            <p>
              <Button
                onClick={() =>
                  void navigator.clipboard?.writeText(url).then(() => toast({ message: "Adresse copiée." }))
                }
              >
                Copier l’adresse
              </Button>
            </p>
          </div>
        )}
        {feed ? (
          <>
            <p className="muted">
              Adresse du {formatDate(feed.createdAt)},{" "}
              {feed.lastReadAt ? `lue ${relativeTime(feed.lastReadAt, now)}` : "pas encore lue"}.
            </p>
            <p className="row">
              <Button onClick={() => setAsking("renewal")}>Changer l’adresse</Button>
              <Button look="ghost" onClick={() => setAsking("removal")}>
                Retirer l’agenda
              </Button>
            </p>
          </>
        ) : (
          <made.Form method="post" action={href("/reglages/compte/agenda")}>
            <SubmitButton look="tertiary" pending={made.state !== "idle"}>
              Créer l’adresse de mon agenda
            </SubmitButton>
          </made.Form>
        )}
      </div>
      <Dialog
        open={asking === "renewal"}
        onClose={() => setAsking(null)}
        title={"Changer l’adresse de l’agenda\u00A0?"}
      >
        <p>
          L’adresse actuelle ne mènera plus nulle part&nbsp;: l’agenda qui la lit est à abonner de nouveau.
        </p>
        <made.Form method="post" action={href("/reglages/compte/agenda")} onSubmit={() => setAsking(null)}>
          <DialogActions>
            <Button onClick={() => setAsking(null)}>Garder l’actuelle</Button>
            <SubmitButton>Changer l’adresse</SubmitButton>
          </DialogActions>
        </made.Form>
      </Dialog>
      <Dialog open={asking === "removal"} onClose={() => setAsking(null)} title={"Retirer l’agenda\u00A0?"}>
        <p>Son adresse ne mènera plus nulle part. Vos actions restent ici.</p>
        <removed.Form
          method="post"
          action={href("/reglages/compte/agenda/retrait")}
          onSubmit={() => setAsking(null)}
        >
          <DialogActions>
            <Button onClick={() => setAsking(null)}>Le garder</Button>
            <SubmitButton>Retirer l’agenda</SubmitButton>
          </DialogActions>
        </removed.Form>
      </Dialog>
    </Section>
  );
}
