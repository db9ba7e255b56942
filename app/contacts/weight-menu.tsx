import "./people.css";
import { href, useFetcher } from "react-router";
import { useUndoToast } from "#app/history/use-undo-toast.ts";
import { Icon } from "#app/ui/icon.tsx";
import { Menu, MenuChoice, MenuRule, MenuTitle } from "#app/ui/menu.tsx";
import type { Holder } from "./contacts-at.server.ts";
import { DECISION_ROLES, ROLE_LABELS } from "./position.ts";

type Weighed = Pick<Holder, "id" | "positionId" | "name" | "decisionRole" | "influence" | "interest">;

/** What somebody is to a decision here, their influence and their interest: a chip that opens its choices. */
export function WeightMenu({ person }: { person: Weighed }) {
  const { values, send } = useWeight(person);
  const { decisionRole, influence, interest } = values;
  const label = `Rôle, influence et intérêt de ${person.name}`;
  const line = (field: keyof typeof values, value: string | number | null, text: string) => {
    const checked = values[field] === value;
    return (
      <MenuChoice
        key={String(value)}
        checked={checked}
        onClick={() => send({ [field]: String(value ?? "") })}
      >
        <span className="menu__check">{checked && <Icon name="check-line" />}</span>
        {text}
      </MenuChoice>
    );
  };
  return (
    <Menu
      label={label}
      opener={{
        className: decisionRole ? "role role--btn" : "role role--btn role--none",
        "aria-label": label,
        title: label,
      }}
      button={
        <>
          {decisionRole ? ROLE_LABELS[decisionRole] : "Rôle"}
          {influence !== null && interest !== null && ` ${influence} × ${interest}`}
        </>
      }
    >
      <MenuTitle>Rôle dans la décision</MenuTitle>
      {DECISION_ROLES.map((role) => line("decisionRole", role, ROLE_LABELS[role]))}
      {line("decisionRole", null, "Pas encore connu")}
      <MenuRule />
      <MenuTitle>Influence</MenuTitle>
      <Scale name="Influence" value={influence} choose={(value) => send({ influence: value })} />
      <MenuTitle>Intérêt</MenuTitle>
      <Scale name="Intérêt" value={interest} choose={(value) => send({ interest: value })} />
    </Menu>
  );
}

/** One to five; the same again takes it back. */
function Scale({
  name,
  value,
  choose,
}: {
  name: string;
  value: number | null;
  choose: (value: string) => void;
}) {
  return (
    <div className="row scale" role="group" aria-label={name}>
      {[1, 2, 3, 4, 5].map((step) => (
        <MenuChoice
          key={step}
          checked={value === step}
          aria-label={`${name} ${step} sur 5`}
          onClick={() => choose(value === step ? "" : String(step))}
        >
          {step}
        </MenuChoice>
      ))}
    </div>
  );
}

/** By which what is being sent of somebody is known to the whole page. */
export const weightKey = (positionId: string): string => `poids-${positionId}`;

/** What the person weighs, as it will be once the answer comes. */
export function useWeight({ id, positionId, decisionRole, influence, interest }: Weighed) {
  const fetcher = useFetcher<object>({ key: weightKey(positionId) });
  useUndoToast(fetcher.data);
  const sent = fetcher.formData;
  const number = (name: string, known: number | null) => {
    const value = sent?.get(name);
    return typeof value === "string" ? Number(value) || null : known;
  };
  const role = sent?.get("decisionRole");
  const values = {
    decisionRole: typeof role === "string" ? ((role || null) as Weighed["decisionRole"]) : decisionRole,
    ...{ influence: number("influence", influence), interest: number("interest", interest) },
  };
  const action = href("/contacts/:id/postes/:positionId/poids", { id, positionId });
  return {
    values,
    send: (fields: Record<string, string>) => void fetcher.submit(fields, { method: "post", action }),
  };
}
