import { Form, href } from "react-router";
import { telHref } from "#app/contacts/people.tsx";
import { filterParam } from "#app/filters/filter-tree.ts";
import { only } from "#app/filters/filter-edit.ts";
import { buttonClass, ButtonLink, IconButton } from "#app/ui/button.tsx";
import { formatPhone } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { Menu, MenuLink } from "#app/ui/menu.tsx";
import { PageHead } from "#app/ui/page.tsx";
import type { InstitutionFile } from "./institution-file.server.ts";
import { kindLabel, kindsLabel, placeLabel } from "./kinds.ts";

/** The head of a file: what it is, where, and how to reach it. */
export function FileHead({ file, canWrite }: { file: InstitutionFile; canWrite: boolean }) {
  const { id, name, kind, email, phone } = file;
  const sameKind = `${href("/institutions")}?${new URLSearchParams({ filtre: filterParam(only("kind", kind))! })}`;
  return (
    <PageHead
      title={name}
      crumbs={[
        { label: "Institutions", to: href("/institutions") },
        { label: kindsLabel(kind), to: sameKind },
      ]}
      lead={
        <>
          {leadOf(file)}
          {file.toConfirm && (
            <span title="Pas encore rencontrée dans une source officielle"> · à confirmer</span>
          )}
        </>
      }
    >
      {canWrite && <KeyAccount {...file} />}
      {phone && (
        <a className={buttonClass("tertiary", "phone-line")} href={telHref(phone)} title={formatPhone(phone)}>
          Appeler
        </a>
      )}
      {canWrite && (
        <ButtonLink icon="mail-line" to={href("/institutions/:id/courriel", { id })}>
          Écrire
        </ButtonLink>
      )}
      {canWrite && (
        <Menu
          label="Autres actions"
          align="end"
          opener={{ className: "icon-btn", "aria-label": "Autres actions", title: "Autres actions" }}
          button={<Icon name="more-fill" />}
        >
          <MenuLink to={`${href("/contacts/nouveau")}?institution=${id}`}>
            <Icon name="user-add-line" /> Ajouter un contact
          </MenuLink>
          {email && (
            <MenuLink to={`${href("/institutions/adresses-generiques")}?institutions=${id}`}>
              <Icon name="send-plane-line" /> Campagne à l’adresse générique
            </MenuLink>
          )}
          <MenuLink to={href("/institutions/:id/liens", { id })}>
            <Icon name="link" /> Ajouter un lien
          </MenuLink>
          <MenuLink to={href("/institutions/:id/imprimer", { id })}>
            <Icon name="file-text-line" /> Fiche à imprimer
          </MenuLink>
          <MenuLink to={href("/institutions/:id/acteurs", { id })}>
            <Icon name="team-line" /> Influence et intérêt
          </MenuLink>
          <MenuLink to={href("/institutions/:id/correction", { id })}>
            <Icon name="edit-line" /> {file.own ? "Modifier" : "Corriger les faits"}
          </MenuLink>
        </Menu>
      )}
    </PageHead>
  );
}

/** « Service déconcentré · Hérault (34), Occitanie » */
function leadOf({ acronym, name, kind, own, ...place }: InstitutionFile): string {
  const where = [...new Set([placeLabel(place), place.regionName].filter(Boolean))].join(", ");
  const sign = acronym && !name.includes(acronym) ? `${acronym} · ` : "";
  return sign + [kindLabel(kind), where, own && "ajoutée par nous"].filter(Boolean).join(" · ");
}

/** The star: one of the few institutions kept for years. */
function KeyAccount({ id, keyAccount }: Pick<InstitutionFile, "id" | "keyAccount">) {
  const label = keyAccount ? "Ne plus suivre comme grand compte" : "Suivre comme grand compte";
  return (
    <Form method="post" action={href("/institutions/:id/suivi", { id })} preventScrollReset>
      <input type="hidden" name="grand-compte" value={keyAccount ? "" : "oui"} />
      <IconButton
        icon={keyAccount ? "star-fill" : "star-line"}
        label={label}
        type="submit"
        aria-pressed={keyAccount}
      />
    </Form>
  );
}
