import { Form, Link } from "react-router";
import { SubmitButton, TextField } from "#app/ui/form.tsx";
import { Panel } from "#app/ui/page.tsx";

/** The public page of a campaign: its address, whether it is open. */
export function VolunteerPagePanel({ address, writes }: { address: string | null; writes: boolean }) {
  return (
    <Panel
      title="Page « Je suis volontaire »"
      aside={<span className="small muted">{address ? "ouverte" : "fermée"}</span>}
    >
      <div className="panel__body stack">
        {address ? (
          <>
            <TextField
              name="address"
              label="Son adresse, à copier dans le message"
              hint="La même pour tous : elle ne désigne personne."
              defaultValue={address}
              readOnly
            />
            <div className="row row--wrap">
              <Link to={new URL(address).pathname} reloadDocument target="_blank" rel="noreferrer">
                Voir la page
              </Link>
              {writes && <Opening open={false} />}
            </div>
          </>
        ) : (
          <>
            <p className="muted">
              Ouverte, elle recueille les coordonnées de qui se dit volontaire, et fait entrer son institution
              à l’étape « Volontaire », avec cette campagne pour source.
            </p>
            {writes && <Opening open />}
          </>
        )}
      </div>
    </Panel>
  );
}

function Opening({ open }: { open: boolean }) {
  return (
    <Form method="post">
      <input type="hidden" name="open" value={open ? "oui" : "non"} />
      {open ? (
        <SubmitButton icon="external-link-line">Ouvrir la page</SubmitButton>
      ) : (
        <SubmitButton look="ghost" icon="lock-line">
          Fermer la page
        </SubmitButton>
      )}
    </Form>
  );
}
