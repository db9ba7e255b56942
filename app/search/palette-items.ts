import { href } from "react-router";
import type { IconName } from "#app/ui/icons.ts";
import type { StageShape } from "#app/ui/stage.tsx";
import { type Command, findCommands, type Verb } from "./commands.ts";
import type { ContactHit, InstitutionHit, PaletteAnswer } from "./palette-hits.ts";

/** A line that can be chosen. */
export type Item = {
  key: string;
  icon: IconName;
  label: string;
  hint?: string;
  stage?: StageShape;
  kbd?: string;
  /** Where it leads (`tel:` too), or what it does. */
  to?: string;
  command?: string;
  /** An institution with which to note an exchange. */
  log?: string;
  /** An institution to put on the board. */
  board?: string;
  /** What « Tab » opens. */
  actions?: Item[];
};

export type Group = { title: string; items: Item[] };

/** The lines for what was typed, in order: what is found, what can be done with the first of it, commands. */
export function groupsOf(
  answer: PaletteAnswer | null,
  q: string,
  verb: Verb | null,
  writes: boolean,
): Group[] {
  const institutions = (answer?.institutions ?? []).map((hit) => institutionItem(hit, writes));
  const contacts = (answer?.contacts ?? []).map((hit) => contactItem(hit, writes));
  const campaigns = (answer?.campaigns ?? []).map(({ id, name }): Item => ({
    ...{ key: `campaign-${id}`, icon: "send-plane-line", label: name, to: href("/campagnes/:id", { id }) },
  }));
  const [first] = [...institutions, ...contacts];
  const asked = verb
    ? [...institutions, ...contacts].flatMap(({ actions = [] }) =>
        actions.filter(({ key }) => key.startsWith(verb)),
      )
    : [];
  const actions = (first?.actions ?? []).filter(({ key }) => /^(?:call|move|board|campaign)-/.test(key));
  return [
    { title: "Actions", items: asked.slice(0, 6) },
    { title: "Institutions", items: institutions },
    { title: "Contacts", items: contacts },
    { title: "Campagnes", items: campaigns },
    { title: "Actions", items: verb ? [] : actions },
    {
      title: "Commandes",
      items: findCommands(q, writes)
        .slice(0, q ? 5 : 30)
        .map(commandItem),
    },
  ].filter(({ items }) => items.length > 0);
}

export function commandItem({ key, label, icon, to, kbd }: Command): Item {
  return { key: `command-${key}`, label, icon, ...(to ? { to } : { command: key }), ...(kbd && { kbd }) };
}

function institutionItem({ id, name, place, phone, opportunity }: InstitutionHit, writes: boolean): Item {
  const to = href("/institutions/:id", { id });
  const open: Item = { key: `open-${id}`, icon: "government-line", label: "Ouvrir la fiche", hint: name, to };
  const call: Item = {
    key: `call-${id}`,
    icon: "phone-line",
    label: "Noter un appel",
    hint: `avec ${name}`,
    log: id,
    kbd: "N",
  };
  const move: Item = opportunity
    ? {
        ...{
          key: `move-${id}`,
          icon: "corner-down-right-line",
          label: "Déplacer vers…",
          hint: name,
          kbd: "D",
        },
        to: href("/partenariats/:id/etape", { id: opportunity.id }),
      }
    : { key: `board-${id}`, icon: "layout-column-line", label: "Mettre au tableau", hint: name, board: id };
  const campaign: Item = {
    ...{ key: `campaign-${id}`, icon: "send-plane-line", label: "Ajouter à une campagne", hint: name },
    to: `${href("/campagnes/nouvelle")}?institutions=${id}`,
  };
  return {
    ...{ key: `institution-${id}`, icon: "government-line", label: name, hint: place, to },
    ...(opportunity && { stage: opportunity.stage }),
    actions: [open, ...phoneItem(id, phone), ...(writes ? [call, move, campaign] : [])],
  };
}

function contactItem(hit: ContactHit, writes: boolean): Item {
  const { id, name, institutionId, institutionName, phone, opposed } = hit;
  const to = href("/contacts/:id", { id });
  const open: Item = { key: `open-${id}`, icon: "user-line", label: "Ouvrir la fiche", hint: name, to };
  const at = institutionId ? href("/institutions/:id", { id: institutionId }) : null;
  const call: Item[] = at
    ? [
        {
          key: `call-${id}`,
          icon: "edit-line",
          label: "Noter un appel",
          hint: `avec ${name}`,
          log: institutionId!,
          kbd: "N",
        },
      ]
    : [];
  const campaign: Item[] = opposed
    ? []
    : [
        {
          ...{ key: `campaign-${id}`, icon: "send-plane-line", label: "Ajouter à une campagne", hint: name },
          to: `${href("/campagnes/nouvelle")}?contacts=${id}`,
        },
      ];
  const place: Item[] = at
    ? [
        {
          key: `at-${id}`,
          icon: "government-line",
          label: "Ouvrir l’institution",
          hint: institutionName ?? "",
          to: at,
        },
      ]
    : [];
  return {
    ...{ key: `contact-${id}`, icon: "user-line", label: name, to },
    hint: [hit.function, institutionName, opposed ? "opposition" : null].filter(Boolean).join(", "),
    actions: [open, ...phoneItem(id, phone), ...(writes ? [...call, ...campaign] : []), ...place],
  };
}

function phoneItem(id: string, phone: string | null): Item[] {
  if (!phone) return [];
  return [
    {
      key: `phone-${id}`,
      icon: "phone-line",
      label: "Appeler",
      hint: phone,
      to: `tel:${phone.replace(/[^\d+]/g, "")}`,
    },
  ];
}
