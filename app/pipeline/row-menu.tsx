import { useState } from "react";
import { href, Link } from "react-router";
import { ConfirmDialog } from "#app/ui/dialog.tsx";
import { useHydrated } from "#app/ui/hydrated.ts";
import { Icon } from "#app/ui/icon.tsx";
import { Menu, MenuButton, MenuLink, MenuRule } from "#app/ui/menu.tsx";
import type { Opportunity } from "./opportunity.ts";
import { RemovalWords } from "./removal-words.tsx";

/** What is done more rarely with a partnership. */
export function RowMenu({ row }: { row: Pick<Opportunity, "id" | "institutionId" | "institutionName"> }) {
  const [drawn, setDrawn] = useState(false);
  const [removing, setRemoving] = useState(false);
  const { id, institutionId, institutionName } = row;
  const naming = { "aria-label": `Autres actions, ${institutionName}`, title: "Autres actions" };
  const draw = () => setDrawn(true);
  const icon = <Icon name="more-fill" />;
  if (!useHydrated())
    return (
      <Link
        {...naming}
        className="icon-btn fr-raw-link"
        to={href("/partenariats/:id", { id })}
        discover="none"
      >
        {icon}
      </Link>
    );
  return (
    <>
      <Menu
        label="Autres actions"
        align="end"
        button={icon}
        opener={{ ...naming, className: "icon-btn", onPointerEnter: draw, onFocus: draw }}
      >
        {drawn && (
          <>
            <MenuLink to={href("/institutions/:id", { id: institutionId })}>
              <Icon name="government-line" /> Ouvrir la fiche
            </MenuLink>
            <MenuLink to={href("/partenariats/:id", { id })}>
              <Icon name="edit-line" /> Portée, responsable, historique
            </MenuLink>
            <MenuRule />
            <MenuButton onClick={() => setRemoving(true)}>
              <Icon name="delete-bin-line" /> Retirer du pipeline
            </MenuButton>
          </>
        )}
      </Menu>
      <ConfirmDialog
        open={removing}
        onClose={() => setRemoving(false)}
        title={`Retirer ${institutionName} du pipeline\u00A0?`}
        confirm="Retirer du pipeline"
        action={href("/partenariats/:id/retrait", { id })}
      >
        <RemovalWords name={institutionName} />
      </ConfirmDialog>
    </>
  );
}
