import { tidy, tidyText } from "./cells.ts";
import type { ContactRow } from "./rows.ts";

/** A contact of the product, as far as an import looks at it. */
export type KnownContact = {
  id: string;
  firstName: string | null;
  lastName: string | null;
  nameKey: string;
  note: string | null;
  addresses: { kind: "email" | "phone"; normalized: string; current: boolean; primary: boolean }[];
  posts: { id: string; institutionId: string; function: string | null; current: boolean; primary: boolean }[];
};

/** What is known of a lot's rows before any of them is written. */
export type KnownOfLot = {
  /** The contacts that hold an e-mail, now or in the past. */
  byEmail: ReadonlyMap<string, KnownContact[]>;
  /** Those who have a post at an institution, by « institution|name ». */
  byName: ReadonlyMap<string, KnownContact[]>;
  /** Keys that former rows of the file have claimed, with their line. */
  claimed: Map<string, number>;
};

export type Placed = { row: ContactRow; institutionId: string | null };
export type ContactChange = {
  contact: KnownContact;
  row: ContactRow;
  institutionId: string | null;
  set: Partial<Record<"firstName" | "lastName" | "note", string>>;
  post: { id: string; function: string } | null;
  addPost: { institutionId: string; primary: boolean } | null;
  add: { kind: "email" | "phone"; value: string; normalized: string; primary: boolean }[];
};
export type Refused = { line: number; cells: string[]; reasons: string[] };

export type ContactDecisions = {
  create: { row: ContactRow; institutionId: string }[];
  change: ContactChange[];
  unchanged: number;
  refused: Refused[];
  /** New claims, by key. */
  claims: Map<string, number>;
};

/**
 * What becomes of each row, in the order of the file: the first row of a key wins. The key is the e-mail; for a row
 * without one, the name at the institution. The answer does not depend on how the file is cut into lots.
 */
export function decideContacts(rows: Placed[], known: KnownOfLot): ContactDecisions {
  const done: ContactDecisions = { create: [], change: [], unchanged: 0, refused: [], claims: new Map() };
  const claimedAt = (key: string) => done.claims.get(key) ?? known.claimed.get(key);
  const refuse = ({ line, cells }: ContactRow, ...reasons: string[]) =>
    done.refused.push({ line, cells, reasons });

  for (const { row, institutionId } of rows) {
    if (row.faults.length > 0) {
      refuse(row, ...row.faults);
      continue;
    }
    const nameAt = row.nameKey && institutionId ? `${institutionId}|${row.nameKey}` : null;
    const earlier = firstOf(keysThatRefuse(row, nameAt).map(claimedAt));
    if (earlier !== undefined) {
      refuse(row, `déjà à la ligne ${earlier}`);
      continue;
    }
    const match = matchContact(row, nameAt, known);
    if (match === "several") {
      refuse(
        row,
        "plusieurs de vos contacts répondent à cette ligne : fusionnez-les, ou ajoutez un courriel",
      );
      continue;
    }
    const other = match && claimedAt(`c:${match.contact.id}`);
    // Somebody else of that name has just received the address that this one lacked.
    const contact = match && !(match.byFilling && other !== undefined) ? match.contact : null;
    if (contact && other !== undefined) {
      refuse(row, `déjà à la ligne ${other}`);
      continue;
    }
    if (!contact && !institutionId) {
      refuse(row, "aucune institution");
      continue;
    }
    claim(done.claims, row, nameAt, contact);
    if (!contact) done.create.push({ row, institutionId: institutionId! });
    else {
      const change = changeOf(contact, row, institutionId);
      if (change) done.change.push(change);
      else done.unchanged++;
    }
  }
  return done;
}

/** Every key that rows of this kind may be refused by: what to look up among the claims of former lots. */
export function keysOf({ row, institutionId }: Placed): string[] {
  const nameAt = row.nameKey && institutionId ? `${institutionId}|${row.nameKey}` : null;
  return keysThatRefuse(row, nameAt);
}

function keysThatRefuse({ emails }: ContactRow, nameAt: string | null): string[] {
  const byEmail = emails.map(({ normalized }) => `e:${normalized}`);
  if (!nameAt) return byEmail;
  // A row without an address is anybody of that name; one with an address is somebody else's homonym, unless the
  // former row left the address out.
  return [...byEmail, emails.length === 0 ? `n:${nameAt}` : `b:${nameAt}`];
}

function claim(
  claims: Map<string, number>,
  row: ContactRow,
  nameAt: string | null,
  contact: KnownContact | null,
): void {
  const keys = row.emails.map(({ normalized }) => `e:${normalized}`);
  if (nameAt) keys.push(`n:${nameAt}`);
  if (nameAt && row.emails.length === 0) keys.push(`b:${nameAt}`);
  if (contact) keys.push(`c:${contact.id}`);
  for (const key of keys) if (!claims.has(key)) claims.set(key, row.line);
}

type Match = { contact: KnownContact; byFilling: boolean };

function matchContact(row: ContactRow, nameAt: string | null, known: KnownOfLot): Match | "several" | null {
  const holders = new Map(
    row.emails.flatMap(({ normalized }) =>
      (known.byEmail.get(normalized) ?? []).map((contact) => [contact.id, contact] as const),
    ),
  );
  if (holders.size > 0) {
    const contact = chooseHolder([...holders.values()], row);
    return contact ? { contact, byFilling: false } : "several";
  }
  const homonyms = nameAt ? (known.byName.get(nameAt) ?? []) : [];
  if (row.emails.length === 0) {
    if (homonyms.length > 1) return "several";
    return homonyms[0] ? { contact: homonyms[0], byFilling: false } : null;
  }
  const [alone] = homonyms;
  const fills =
    homonyms.length === 1 && !alone!.addresses.some(({ kind, current }) => kind === "email" && current);
  return fills ? { contact: alone!, byFilling: true } : null;
}

/** Of several who have held these addresses, the one who holds one today; failing that, the one of that name. */
function chooseHolder(holders: KnownContact[], row: ContactRow): KnownContact | null {
  if (holders.length === 1) return holders[0]!;
  const wanted = new Set(row.emails.map(({ normalized }) => normalized));
  const today = holders.filter(({ addresses }) =>
    addresses.some((one) => one.kind === "email" && one.current && wanted.has(one.normalized)),
  );
  if (today.length === 1) return today[0]!;
  const named = (today.length > 0 ? today : holders).filter(
    ({ nameKey }) => row.nameKey && nameKey === row.nameKey,
  );
  return named.length === 1 ? named[0]! : null;
}

/** What the row brings to a contact. An empty cell says nothing; an address that is known stays where it is. */
function changeOf(
  contact: KnownContact,
  row: ContactRow,
  institutionId: string | null,
): ContactChange | null {
  const set: ContactChange["set"] = {};
  for (const field of ["firstName", "lastName", "note"] as const) {
    const value = row[field];
    if (value !== null && value !== asWritten(field, contact[field])) set[field] = value;
  }
  const add = (["email", "phone"] as const).flatMap((kind) => newAddresses(contact, kind, row));
  const stale = isStale(contact, row);
  const posts = contact.posts.filter((post) => post.institutionId === institutionId);
  const post = posts.find(({ current }) => current);
  const said =
    post && row.function !== null && row.function !== asWritten("function", post.function)
      ? row.function
      : null;
  const addPost =
    institutionId && posts.length === 0 && !stale
      ? { institutionId, primary: !contact.posts.some(({ current, primary }) => current && primary) }
      : null;
  if (Object.keys(set).length === 0 && add.length === 0 && !said && !addPost) return null;
  return {
    ...{ contact, row, institutionId, set, add, addPost },
    post: post && said ? { id: post.id, function: said } : null,
  };
}

/** A value as a file says it: the same spaces do not make another name. */
const asWritten = (field: string, value: string | null) =>
  value === null ? null : field === "note" ? tidyText(value) : tidy(value);

/** Known by an address of the past: what the row says of the post is of the past too. */
function isStale(contact: KnownContact, row: ContactRow): boolean {
  const wanted = new Set(row.emails.map(({ normalized }) => normalized));
  const held = contact.addresses.filter(({ kind, normalized }) => kind === "email" && wanted.has(normalized));
  return held.length > 0 && held.every(({ current }) => !current);
}

function newAddresses(contact: KnownContact, kind: "email" | "phone", row: ContactRow) {
  const known = contact.addresses.filter((address) => address.kind === kind);
  const said = kind === "email" ? row.emails : row.phones;
  let primary = !known.some(({ current, primary: first }) => current && first);
  return said
    .filter(({ normalized }) => !known.some((address) => address.normalized === normalized))
    .map((address) => {
      const added = { kind, ...address, primary };
      primary = false;
      return added;
    });
}

const firstOf = (lines: (number | undefined)[]) => lines.find((line) => line !== undefined);
