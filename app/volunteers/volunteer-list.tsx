import "#app/results/results.css";
import { href, Link, useFetcher } from "react-router";
import { useUndoToast } from "#app/history/use-undo-toast.ts";
import { InstitutionField } from "#app/institutions/institution-field.tsx";
import { Button } from "#app/ui/button.tsx";
import { formatNumber, formatPhone, relativeDays } from "#app/ui/format.ts";
import { refusal } from "#app/ui/form.tsx";
import type { VolunteerLine } from "./volunteers.server.ts";

type Props = {
  volunteers: VolunteerLine[];
  total: number;
  /** Whether each says its campaign: not on the page of one. */
  named?: boolean;
  writes: boolean;
  now: Date;
};

/** Who volunteered, what they said, which institution it is, and whether they were called back. */
export function VolunteerList({ volunteers, total, named = false, writes, now }: Props) {
  return (
    <>
      <ul className="fr-raw-list">
        {volunteers.map((volunteer) => (
          <Line key={volunteer.id} {...{ volunteer, named, writes, now }} />
        ))}
      </ul>
      {total > volunteers.length && (
        <p className="muted small results__note">
          Les {formatNumber(volunteers.length)} premiers, sur {formatNumber(total)}.
        </p>
      )}
    </>
  );
}

type LineProps = { volunteer: VolunteerLine; named: boolean } & Pick<Props, "writes" | "now">;

function Line({ volunteer, named, writes, now }: LineProps) {
  const { id, name, email, phone, words, institution, typed, campaign, createdAt, handledAt } = volunteer;
  const fetcher = useFetcher<object>();
  useUndoToast(fetcher.data);
  const action = href("/volontaires/suite/:id", { id });
  return (
    <li className="volunteer__line stack">
      <p className="row row--wrap">
        <span className="strong">{name}</span>
        {volunteer.function && <span className="muted">{volunteer.function}</span>}
        <span className="push small muted">
          {relativeDays(createdAt, now)}
          {named && (
            <>
              , par <Link to={href("/campagnes/:id/volontaires", { id: campaign.id })}>{campaign.name}</Link>
            </>
          )}
        </span>
      </p>
      <p>
        {institution ? (
          <Link to={href("/institutions/:id", { id: institution.id })}>{institution.name}</Link>
        ) : (
          <>
            «&nbsp;{typed}&nbsp;» <span className="is-warn">institution à préciser</span>
          </>
        )}
      </p>
      {words && <blockquote className="entry__quote">{words}</blockquote>}
      <p className="row row--wrap">
        <a href={`mailto:${email}`}>{email}</a>
        {phone && <a href={`tel:${phone.replace(/[^\d+]/g, "")}`}>{formatPhone(phone)}</a>}
      </p>
      {writes && !institution && (
        <fetcher.Form method="post" action={action} className="row row--wrap volunteer__place">
          <InstitutionField {...refusal(fetcher.data)} label={`Institution de ${name}`} />
          <Button type="submit">C’est elle</Button>
        </fetcher.Form>
      )}
      {writes && (
        <fetcher.Form method="post" action={action}>
          <input type="hidden" name="handled" value={handledAt ? "non" : "oui"} />
          <Button type="submit" icon={handledAt ? "arrow-go-back-line" : "check-line"}>
            {handledAt ? "À recontacter" : "Recontacté"}
            <span className="fr-sr-only">, {name}</span>
          </Button>
        </fetcher.Form>
      )}
    </li>
  );
}
