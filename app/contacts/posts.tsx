import { useState } from "react";
import { href, Link } from "react-router";
import { InstitutionField } from "#app/institutions/institution-field.tsx";
import { IconButton } from "#app/ui/button.tsx";
import { Checkbox, TextField } from "#app/ui/form.tsx";
import { formatShortDate, isoDay, type Moment } from "#app/ui/format.ts";
import { Icon } from "#app/ui/icon.tsx";
import { Menu, MenuButton, MenuRule } from "#app/ui/menu.tsx";
import { Aside } from "#app/ui/page.tsx";
import { useUndoForm } from "./use-undo-form.ts";
import { DialogForm } from "./dialog-form.tsx";
import type { Post } from "./position.ts";

type Props = { contactId: string; posts: Post[]; canWrite: boolean; now: Moment };

/** Where someone works, and where they have worked: those of today first. */
export function Posts({ contactId, posts, canWrite, now }: Props) {
  const [adding, setAdding] = useState(false);
  const add = canWrite && (
    <IconButton icon="add-line" label="Ajouter un poste" onClick={() => setAdding(true)} />
  );
  const several = posts.filter(({ validTo }) => !validTo).length > 1;
  return (
    <Aside title="Postes" aside={add}>
      {posts.length === 0 && <p className="muted">Aucun poste connu.</p>}
      <ul className="fr-raw-list stack">
        {posts.map((post) => (
          <li key={post.id} className={post.validTo ? "row muted" : "row"}>
            <div className="fill">
              <Link
                className={post.validTo ? "fr-raw-link" : "strong fr-raw-link"}
                to={href("/institutions/:id", { id: post.institution.id })}
              >
                {post.institution.name}
              </Link>
              {several && post.primary && !post.validTo && <span className="role">Principal</span>}
              <span className="source">{periodOf(post, now)}</span>
            </div>
            {canWrite && <PostMenu {...{ contactId, post, several, now }} />}
          </li>
        ))}
      </ul>
      <DialogForm
        open={adding}
        onClose={() => setAdding(false)}
        title="Ajouter un poste"
        action={href("/contacts/:id/postes", { id: contactId })}
        submit="Ajouter le poste"
      >
        {(refused) => (
          <>
            <InstitutionField {...refused} />
            <div className="pair">
              <TextField {...refused} name="function" label="Fonction" autoComplete="off" maxLength={200} />
              <TextField {...refused} name="validFrom" label="Depuis le" type="date" max={isoDay(now)} />
            </div>
            {posts.some(({ validTo }) => !validTo) && (
              <Checkbox {...refused} name="primary" label="C’est désormais son poste principal" />
            )}
          </>
        )}
      </DialogForm>
    </Aside>
  );
}

/** « Cheffe du service agricole, depuis le 1er septembre 2024 » */
function periodOf({ function: post, validFrom, validTo }: Post, now: Moment): string {
  const days =
    validFrom && validTo
      ? `du ${formatShortDate(validFrom, now)} au ${formatShortDate(validTo, now)}`
      : validFrom
        ? `depuis le ${formatShortDate(validFrom, now)}`
        : validTo && `jusqu’au ${formatShortDate(validTo, now)}`;
  return [post, days].filter(Boolean).join(", ");
}

function PostMenu({
  contactId,
  post,
  several,
  now,
}: Omit<Props, "posts" | "canWrite"> & { post: Post; several: boolean }) {
  const [open, setOpen] = useState<"edit" | "end" | null>(null);
  const send = useUndoForm();
  const at = { id: contactId, positionId: post.id };
  const edit = href("/contacts/:id/postes/:positionId", at);
  const label = `Poste à ${post.institution.name}`;
  const close = () => setOpen(null);
  return (
    <>
      <Menu
        label={label}
        align="end"
        opener={{ className: "icon-btn", "aria-label": label, title: label }}
        button={<Icon name="more-fill" />}
      >
        <MenuButton onClick={() => setOpen("edit")}>
          <Icon name="edit-line" /> Modifier
        </MenuButton>
        {!post.validTo && (
          <MenuButton onClick={() => setOpen("end")}>
            <Icon name="logout-box-r-line" /> A quitté ce poste
          </MenuButton>
        )}
        {several && !post.primary && !post.validTo && (
          <MenuButton onClick={() => send(edit, { primary: "on" })}>
            <Icon name="check-line" /> Poste principal
          </MenuButton>
        )}
        <MenuRule />
        <MenuButton onClick={() => send(href("/contacts/:id/postes/:positionId/retrait", at))}>
          <Icon name="delete-bin-line" /> Retirer, saisi par erreur
        </MenuButton>
      </Menu>
      <DialogForm
        open={open === "edit"}
        onClose={close}
        title={label}
        action={edit}
        submit="Enregistrer le poste"
      >
        {(refused) => (
          <>
            <TextField
              {...refused}
              name="function"
              label="Fonction"
              defaultValue={post.function}
              autoComplete="off"
              maxLength={200}
            />
            <div className="pair">
              <TextField
                {...refused}
                name="validFrom"
                label="Depuis le"
                type="date"
                defaultValue={post.validFrom && isoDay(post.validFrom)}
                max={isoDay(now)}
              />
              <TextField
                {...refused}
                name="validTo"
                label="Jusqu’au"
                hint="Vide : toujours en poste."
                type="date"
                defaultValue={post.validTo && isoDay(post.validTo)}
                max={isoDay(now)}
              />
            </div>
          </>
        )}
      </DialogForm>
      <DialogForm
        open={open === "end"}
        onClose={close}
        title={`Départ de ${post.institution.name}`}
        action={href("/contacts/:id/postes/:positionId/fin", at)}
        submit="Noter le départ"
      >
        {(refused) => (
          <TextField
            {...refused}
            name="date"
            label="Date du départ"
            type="date"
            defaultValue={isoDay(now)}
            max={isoDay(now)}
            required
          />
        )}
      </DialogForm>
    </>
  );
}
