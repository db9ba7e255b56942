import "./people.css";
import { useState } from "react";
import { href, Link } from "react-router";
import { InstitutionField } from "#app/institutions/institution-field.tsx";
import { buttonClass } from "#app/ui/button.tsx";
import { TextField } from "#app/ui/form.tsx";
import { isoDay, type Moment } from "#app/ui/format.ts";
import { DialogForm } from "./dialog-form.tsx";
import type { Post } from "./position.ts";

/** « A changé de poste »: where to, when, and the new address. Before JavaScript, leads to the form that does it. */
export function ChangePost({
  id,
  name,
  posts,
  now,
}: {
  id: string;
  name: string;
  posts: Post[];
  now: Moment;
}) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Link
        className={buttonClass("tertiary", "corner-down-right-line", "fr-raw-link")}
        to={href("/contacts/:id/modification", { id })}
        onClick={(event) => {
          event.preventDefault();
          setOpen(true);
        }}
      >
        A changé de poste
      </Link>
      <DialogForm
        open={open}
        onClose={() => setOpen(false)}
        title={`${name} a changé de poste`}
        action={href("/contacts/:id/changement-de-poste", { id })}
        submit="Noter le changement"
      >
        {(refused) => (
          <>
            <LeftPost posts={posts.filter(({ validTo }) => !validTo)} />
            <InstitutionField {...refused} label="Nouvelle institution" />
            <div className="pair">
              <TextField
                {...refused}
                name="function"
                label="Nouvelle fonction"
                autoComplete="off"
                maxLength={200}
              />
              <TextField
                {...refused}
                name="date"
                label="Depuis le"
                type="date"
                defaultValue={isoDay(now)}
                max={isoDay(now)}
                required
              />
            </div>
            <div className="pair">
              <TextField
                {...refused}
                name="email"
                label="Nouveau courriel"
                type="email"
                autoComplete="off"
                maxLength={254}
              />
              <TextField
                {...refused}
                name="phone"
                label="Nouveau téléphone"
                type="tel"
                autoComplete="off"
                maxLength={40}
              />
            </div>
            <TextField
              {...refused}
              name="source"
              label="D’où le savez-vous"
              hint="L’ancien courriel ne sert plus à écrire ; il reconnaît encore une réponse. Un mobile suit la personne."
              autoComplete="off"
              maxLength={200}
            />
          </>
        )}
      </DialogForm>
    </>
  );
}

/** Which of several posts is left; of one, it is said. */
function LeftPost({ posts }: { posts: Post[] }) {
  if (posts.length === 0) return null;
  if (posts.length === 1) {
    return (
      <p className="muted">
        Quitte&nbsp;: {[posts[0]!.function, posts[0]!.institution.name].filter(Boolean).join(", ")}
      </p>
    );
  }
  return (
    <fieldset className="fr-fieldset fr-raw-list choices">
      <legend className="fr-label">Poste quitté</legend>
      {posts.map(({ id, function: post, institution, primary }) => (
        <label key={id} className="choices__one">
          <input type="radio" name="positionId" value={id} defaultChecked={primary} />{" "}
          {[post, institution.name].filter(Boolean).join(", ")}
        </label>
      ))}
    </fieldset>
  );
}
