import { z } from "zod";

export const VIEW_LISTS = ["institutions", "contacts", "partnerships"] as const;
export type ViewList = (typeof VIEW_LISTS)[number];

/** A tab counts no further. */
export const COUNTED = 10_000;

/** What the URL of a list says, and a view keeps: everything but the page one is at. */
export const KEPT_PARAMS = ["q", "filtre", "tri", "colonnes", "vue"] as const;

const name = z
  .string("Donnez un nom à la vue.")
  .trim()
  .min(1, "Donnez un nom à la vue.")
  .max(60, "60 caractères au plus.");
const query = z.string().max(15_000, "Cette liste en demande trop pour une vue : retirez un filtre.");
const shared = z.literal("on").optional();

/** A list as it stands, under a name; `search` is its query string. */
export const newView = z.object({ list: z.enum(VIEW_LISTS), name, search: query, shared });

/** What changes of a view: its name, whom it is for, what it shows, whether it is at hand and where. */
export const viewChange = z.discriminatedUnion("change", [
  z.object({ change: z.literal("name"), name }),
  z.object({ change: z.literal("replace"), search: query }),
  z.object({
    change: z.literal("share"),
    shared: z.enum(["oui", "non"]).transform((said) => said === "oui"),
  }),
  z.object({ change: z.literal("pin"), pinned: z.enum(["oui", "non"]).transform((said) => said === "oui") }),
  z.object({ change: z.literal("first") }),
  z.object({ change: z.literal("delete") }),
]);
export type ViewChange = z.output<typeof viewChange>;

export type View = {
  id: string;
  name: string;
  /** The query string of the list. */
  search: string;
  shared: boolean;
  pinned: boolean;
  /** Whether this reader may change it: its owner, or an admin where it is shared. */
  mine: boolean;
  /** How many rows it finds, for the tabs; `COUNTED` means as many or more; null where it is not counted. */
  count: number | null;
  /** In French, why it makes no sense any more. */
  broken: string | null;
};

/** The part of a query string that a view keeps. */
export function keptSearch(search: string): string {
  const all = new URLSearchParams(search);
  const kept = KEPT_PARAMS.flatMap((param) => {
    const value = all.get(param);
    return value ? [[param, value]] : [];
  });
  return new URLSearchParams(kept).toString();
}
