import { z } from "zod";
import type { AddressKind, DecisionRole } from "#app/db/generated/enums.ts";
import { isRoleAddress } from "#app/contacts/address.ts";
import { fold } from "#app/words.ts";

/** Which of the two files a value is taken from: the one that stays, or the other. */
const side = z.enum(["one", "other"]);
export type Side = z.output<typeof side>;

/** What is chosen, field by field; what is not said is the survivor's, or what the other alone knows. */
export const mergeChoices = z.object({
  firstName: side.optional(),
  lastName: side.optional(),
  email: side.optional(),
  phone: side.optional(),
  post: side.optional(),
  note: z.enum(["one", "other", "both"]).optional(),
});
export type MergeChoices = z.output<typeof mergeChoices>;

export type PersonToMerge = {
  id: string;
  firstName: string | null;
  lastName: string | null;
  note: string | null;
  opposedAt: Date | null;
  positions: PostToMerge[];
  addresses: AddressToMerge[];
};

export type PostToMerge = {
  id: string;
  institutionId: string;
  function: string | null;
  primary: boolean;
  decisionRole: DecisionRole | null;
  influence: number | null;
  interest: number | null;
  validFrom: Date | null;
  validTo: Date | null;
};

export type AddressToMerge = {
  id: string;
  kind: AddressKind;
  value: string;
  normalized: string;
  primary: boolean;
  validTo: Date | null;
};

type PostPatch = Partial<Omit<PostToMerge, "id" | "institutionId">>;
type AddressPatch = Partial<Pick<AddressToMerge, "primary" | "validTo">>;

/** What a merge does, before anything is written. What is not named stays as it is. */
export type MergePlan = {
  contact: Pick<PersonToMerge, "firstName" | "lastName" | "note" | "opposedAt"> & { role: boolean };
  /** Rows of the other file that become the survivor's. */
  movedPositions: string[];
  movedAddresses: string[];
  /** The same post, the same address: the other file keeps its copy, hidden with it. */
  twins: { positions: string[]; addresses: string[] };
  /** What changes in the rows the survivor ends with; those that stop being primary come first. */
  positions: [id: string, patch: PostPatch][];
  addresses: [id: string, patch: AddressPatch][];
};

/** How two files become one. Never throws: a conflict has its rule here, and its line in the preview. */
export function planMerge(one: PersonToMerge, other: PersonToMerge, choices: MergeChoices): MergePlan {
  const posts = planPosts(one, other, choices.post);
  const addresses = (["email", "phone"] as const).map((kind) =>
    planAddresses(one, other, kind, choices[kind]),
  );
  const firstName = pick(one.firstName, other.firstName, choices.firstName);
  const lastName = pick(one.lastName, other.lastName, choices.lastName);
  const email = addresses[0]!.chosen;
  return {
    contact: {
      ...{ firstName, lastName, note: pickNote(one.note, other.note, choices.note) },
      // An opposition of either is an opposition of the person.
      opposedAt: earliest(one.opposedAt, other.opposedAt),
      role: !firstName && !lastName && email !== null && isRoleAddress(email),
    },
    movedPositions: posts.moved,
    movedAddresses: addresses.flatMap(({ moved }) => moved),
    twins: { positions: posts.twins, addresses: addresses.flatMap(({ twins }) => twins) },
    positions: posts.patches,
    addresses: addresses.flatMap(({ patches }) => patches),
  };
}

/** What is known rather than what is not; of two, the chosen one, and without a choice the survivor's. */
export function pick<T>(one: T | null, other: T | null, choice: Side | undefined): T | null {
  return choice === "other" ? (other ?? one) : (one ?? other);
}

function pickNote(one: string | null, other: string | null, choice: Side | "both" | undefined) {
  if (one && other && one !== other && choice !== "one" && choice !== "other") return `${one}\n\n${other}`;
  return pick(one, other, choice === "both" ? undefined : choice);
}

function earliest(one: Date | null, other: Date | null): Date | null {
  if (!one || !other) return one ?? other;
  return one < other ? one : other;
}

function planPosts(one: PersonToMerge, other: PersonToMerge, choice: Side | undefined) {
  const twinOf = (post: PostToMerge) => one.positions.find((mine) => samePost(mine, post));
  const twins = other.positions.filter((post) => twinOf(post));
  const moved = other.positions.filter((post) => !twinOf(post));
  const current = (post: PostToMerge) => post.primary && !post.validTo;
  const theirs = other.positions.find(current);
  const chosen = pick(
    one.positions.find(current)?.id ?? null,
    theirs ? (twinOf(theirs)?.id ?? theirs.id) : null,
    choice,
  );
  const completions = new Map(twins.map((post) => [twinOf(post)!.id, missing(twinOf(post)!, post)]));
  return {
    moved: moved.map(({ id }) => id),
    twins: twins.map(({ id }) => id),
    patches: patchesOf([...one.positions, ...moved], chosen, completions),
  };
}

/** Two lines for one post: the same institution, both of today (or of the same days), and no two functions. */
function samePost(one: PostToMerge, other: PostToMerge): boolean {
  if (one.institutionId !== other.institutionId) return false;
  if (one.validTo?.getTime() !== other.validTo?.getTime()) return false;
  if (one.validTo && one.validFrom?.getTime() !== other.validFrom?.getTime()) return false;
  return !one.function || !other.function || fold(one.function) === fold(other.function);
}

/** What the twin knows and the post does not. */
function missing(post: PostToMerge, twin: PostToMerge): PostPatch {
  const columns = ["function", "decisionRole", "influence", "interest", "validFrom"] as const;
  return Object.fromEntries(
    columns.flatMap((column) =>
      post[column] === null && twin[column] !== null ? [[column, twin[column]]] : [],
    ),
  );
}

function planAddresses(
  one: PersonToMerge,
  other: PersonToMerge,
  kind: AddressKind,
  choice: Side | undefined,
) {
  const [ours, theirs] = [one, other].map(({ addresses }) => addresses.filter((row) => row.kind === kind));
  const twinOf = (row: AddressToMerge) => ours!.find(({ normalized }) => normalized === row.normalized);
  const twins = theirs!.filter((row) => twinOf(row));
  const moved = theirs!.filter((row) => !twinOf(row));
  const current = (row: AddressToMerge) => row.primary && !row.validTo;
  const mine = ours!.find(current);
  const their = theirs!.find(current);
  const chosen = pick(mine ?? null, their ? (twinOf(their) ?? their) : null, choice);
  // An address that one of them has given up, and that is the other's of today, is in use.
  const reopened = twins.flatMap((row): [string, AddressPatch][] => {
    const twin = twinOf(row)!;
    return twin.validTo && !row.validTo ? [[twin.id, { validTo: null }]] : [];
  });
  return {
    chosen: chosen?.value ?? null,
    moved: moved.map(({ id }) => id),
    twins: twins.map(({ id }) => id),
    patches: patchesOf([...ours!, ...moved], chosen?.id ?? null, new Map(reopened)),
  };
}

/** One primary of what is of today: the chosen one. Those that stop being so come first, for there is room for one. */
function patchesOf<Patch extends { primary?: boolean; validTo?: Date | null }>(
  rows: { id: string; primary: boolean; validTo: Date | null }[],
  chosen: string | null,
  completions: ReadonlyMap<string, Patch>,
): [string, Patch][] {
  const patches = rows.map((row): [string, Patch] => {
    const patch = { ...completions.get(row.id) } as Patch;
    const open = !row.validTo || patch.validTo === null;
    const primary = row.id === chosen;
    return [row.id, open && primary !== row.primary ? { ...patch, primary } : patch];
  });
  return patches
    .filter(([, patch]) => Object.keys(patch).length > 0)
    .toSorted(([, a], [, b]) => rank(a.primary) - rank(b.primary));
}

const rank = (primary: boolean | undefined) => (primary === undefined ? 1 : primary ? 2 : 0);
