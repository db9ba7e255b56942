import { useState } from "react";
import { href, Link, useFetcher, useLocation } from "react-router";
import { useUndoToast } from "#app/history/use-undo-toast.ts";
import { Button } from "#app/ui/button.tsx";
import { Dialog, DialogActions } from "#app/ui/dialog.tsx";
import { Checkbox, FormErrors, refusal, SubmitButton, TextField } from "#app/ui/form.tsx";
import { formatNumber } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { Menu, MenuButton, MenuLink, MenuTitle } from "#app/ui/menu.tsx";
import { COUNTED, keptSearch, type View, type ViewList } from "./view.ts";

/** The pinned views as tabs, the others in a menu, and what can be done with the one in sight. */
export function ViewTabs({ list, views, canShare }: { list: ViewList; views: View[]; canShare: boolean }) {
  const here = keptSearch(useLocation().search);
  const [naming, setNaming] = useState<"new" | View | null>(null);
  const fetcher = useFetcher();
  useUndoToast(fetcher.data, () => setNaming(null));
  const current = views.find(({ search }) => search === here);
  const others = views.filter(({ pinned }) => !pinned);
  const change = (id: string, fields: Record<string, string>) =>
    void fetcher.submit(fields, { method: "post", action: href("/vues/:id", { id }) });
  return (
    <>
      {views
        .filter(({ pinned }) => pinned)
        .map((view) => (
          <Link
            key={view.id}
            className="tabs__tab fr-raw-link"
            to={`?${view.search}`}
            aria-current={view === current ? "page" : undefined}
            title={view.broken ?? undefined}
          >
            {view.broken && <Icon name="error-warning-line" />}
            {view.name}
            {view.count !== null && (
              <span className="small tabs__count">
                {formatNumber(view.count)}
                {view.count >= COUNTED && "+"}
              </span>
            )}
          </Link>
        ))}
      <Menu
        label="Vues"
        opener={{ className: "tabs__tab" }}
        button={
          <>
            Vues <Icon name="arrow-down-s-line" />
          </>
        }
      >
        <MenuButton onClick={() => setNaming("new")}>Nouvelle vue…</MenuButton>
        {current && (
          <>
            <MenuTitle>{current.name}</MenuTitle>
            <MenuButton onClick={() => change(current.id, { change: "first" })}>Mettre en premier</MenuButton>
            <MenuButton
              onClick={() => change(current.id, { change: "pin", pinned: current.pinned ? "non" : "oui" })}
            >
              {current.pinned ? "Détacher des onglets" : "Épingler en onglet"}
            </MenuButton>
            {current.mine && (
              <>
                <MenuButton onClick={() => setNaming(current)}>Renommer…</MenuButton>
                {canShare && (
                  <MenuButton
                    onClick={() =>
                      change(current.id, { change: "share", shared: current.shared ? "non" : "oui" })
                    }
                  >
                    {current.shared ? "Ne plus partager" : "Partager avec le produit"}
                  </MenuButton>
                )}
                <MenuButton onClick={() => change(current.id, { change: "delete" })}>
                  Supprimer la vue
                </MenuButton>
              </>
            )}
          </>
        )}
        {!current && here !== "" && views.some(({ mine }) => mine) && (
          <>
            <MenuTitle>Remplacer par cette liste</MenuTitle>
            {views
              .filter(({ mine }) => mine)
              .map(({ id, name }) => (
                <MenuButton key={id} onClick={() => change(id, { change: "replace", search: here })}>
                  {name}
                </MenuButton>
              ))}
          </>
        )}
        {others.length > 0 && <MenuTitle>Autres vues</MenuTitle>}
        {others.map(({ id, name, search }) => (
          <MenuLink key={id} to={`?${search}`}>
            {name}
          </MenuLink>
        ))}
      </Menu>
      <Dialog
        open={naming !== null}
        onClose={() => setNaming(null)}
        title={naming === "new" ? "Nouvelle vue" : "Renommer la vue"}
      >
        {naming && (
          <fetcher.Form
            method="post"
            className="bulk"
            action={naming === "new" ? href("/vues") : href("/vues/:id", { id: naming.id })}
          >
            {naming === "new" ? (
              <>
                <input type="hidden" name="list" value={list} />
                <input type="hidden" name="search" value={here} />
              </>
            ) : (
              <input type="hidden" name="change" value="name" />
            )}
            <TextField
              name="name"
              label="Nom de la vue"
              maxLength={60}
              required
              defaultValue={naming === "new" ? "" : naming.name}
              {...refusal(fetcher.data as object | undefined)}
            />
            {naming === "new" && canShare && <Checkbox name="shared" label="Partager avec le produit" />}
            <FormErrors {...refusal(fetcher.data as object | undefined)} />
            <DialogActions>
              <Button onClick={() => setNaming(null)}>Annuler</Button>
              <SubmitButton>Enregistrer</SubmitButton>
            </DialogActions>
          </fetcher.Form>
        )}
      </Dialog>
    </>
  );
}
