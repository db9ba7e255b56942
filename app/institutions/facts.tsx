import type { ReactNode } from "react";
import { href, Link } from "react-router";
import { telHref } from "#app/contacts/people.tsx";
import { formatDate, formatNumber, formatPhone, formatSiren, formatSiret } from "#app/ui/format.ts";
import { Aside, type Fact, Facts } from "#app/ui/page.tsx";
import type { InstitutionFile } from "./institution-file.server.ts";
import { kindLabel } from "./kinds.ts";

/** The facts of an institution, each with where it comes from; those the product corrects, beside what they correct. */
export function InstitutionFacts({ file, canWrite }: { file: InstitutionFile; canWrite: boolean }) {
  const correct = canWrite && (
    <Link className="small" to={href("/institutions/:id/correction", { id: file.id })}>
      {file.own ? "Modifier" : "Corriger"}
    </Link>
  );
  return (
    <Aside title="Faits" aside={correct}>
      <Facts facts={factsOf(file)} />
    </Aside>
  );
}

function factsOf(file: InstitutionFile): Fact[] {
  const { kind, name, acronym, siren, siret, address, email, phone, website } = file;
  const fact = (key: string, term: string, value: string | null, shown: ReactNode = value): Fact[] =>
    value || key in file.corrections
      ? [{ term, value: shown ?? "aucun", source: <Origin file={file} fact={key} /> }]
      : [];
  return [
    { term: "Type", value: kindLabel(kind), source: <Origin file={file} fact="kind" /> },
    ...("name" in file.corrections ? fact("name", "Nom", name) : []),
    ...fact("acronym", "Sigle", acronym),
    ...fact("siren", "SIREN", siren, siren && formatSiren(siren)),
    ...fact("siret", "SIRET", siret, siret && formatSiret(siret)),
    ...fact("address", "Adresse", address),
    ...fact("email", "Courriel", email, email && <a href={`mailto:${email}`}>{email}</a>),
    ...fact("phone", "Téléphone", phone, phone && <a href={telHref(phone)}>{formatPhone(phone)}</a>),
    ...fact("website", "Site", website, website && <Site url={website} />),
  ];
}

/** « Code officiel géographique, 2026 », or who corrected it, when, and what it was. */
function Origin({ file, fact }: { file: InstitutionFile; fact: string }) {
  const correction = file.corrections[fact as keyof InstitutionFile["corrections"]];
  const { source, vintage } = file.sources[fact] ?? file;
  if (!correction) return `${source}, ${vintage}`;
  return (
    <>
      Corrigé par {correction.by ?? "un ancien membre"}, {formatDate(correction.at)}
      <br />
      {correction.shared ? `« ${correction.shared} » selon ${source}, ${vintage}` : "Absent du référentiel"}
    </>
  );
}

function Site({ url }: { url: string }) {
  return (
    <a href={url} target="_blank" rel="noreferrer">
      {url.replace(/^https?:\/\/(www\.)?|\/$/g, "")}
    </a>
  );
}

const KINDS = {
  region: "Région",
  departement: "Département",
  arrondissement: "Arrondissement",
  epci: "Intercommunalité",
  ept: "Établissement territorial",
  commune: "Commune",
};

/** What it serves. */
export function TerritoryFacts({ territory }: { territory: NonNullable<InstitutionFile["territory"]> }) {
  const { kind, name, code, population, postcodes, departement, arrondissement, epci, region } = territory;
  const { source, vintage } = territory;
  const facts: (Fact | false)[] = [
    { term: KINDS[kind], value: `${name} (${code})`, source: `${source}, ${vintage}` },
    population !== null && { term: "Population", value: formatNumber(population) },
    postcodes.length > 0 && { term: "Codes postaux", value: postcodes.slice(0, 6).join(", ") },
    epci !== null && { term: "Intercommunalité", value: epci },
    arrondissement !== null && { term: "Arrondissement", value: arrondissement },
    departement !== null && kind !== "departement" && { term: "Département", value: departement },
    region !== null && kind !== "region" && { term: "Région", value: region },
  ];
  return (
    <Aside title="Territoire">
      <Facts facts={facts.filter((fact) => fact !== false)} />
    </Aside>
  );
}
