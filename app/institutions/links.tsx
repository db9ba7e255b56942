import { href, Link, useFetcher } from "react-router";
import { type Done, useUndoToast } from "#app/history/use-undo-toast.ts";
import { IconButton } from "#app/ui/button.tsx";
import { plural } from "#app/ui/format.ts";
import { Aside } from "#app/ui/page.tsx";
import { LinksSketch } from "./links-sketch.tsx";
import type { LinkGroup } from "./relations.server.ts";

type LinksProps = { groups: LinkGroup[]; institutionId: string; canWrite: boolean };

/** « Liens », in the side column of a file. */
export function Links(props: LinksProps) {
  const { groups, institutionId, canWrite } = props;
  const page = href("/institutions/:id/liens", { id: institutionId });
  return (
    <Aside
      title="Liens"
      count={groups.reduce((sum, { total }) => sum + total, 0)}
      aside={
        <span className="row small">
          {groups.length > 0 && (
            <Link to={href("/institutions/:id/graphe", { id: institutionId })}>Voir le graphe</Link>
          )}
          <Link to={page}>{canWrite ? "Ajouter" : "Voir tout"}</Link>
        </span>
      }
    >
      {groups.length > 0 && <LinksSketch groups={groups} />}
      <LinkGroups {...props} />
    </Aside>
  );
}

/** The links of an institution, by kind and way; each with its source, one's own removable. */
export function LinkGroups({ groups, institutionId, canWrite }: LinksProps) {
  const fetcher = useFetcher<Done>();
  useUndoToast(fetcher.data);
  return (
    <div className="stack">
      {groups.map(({ kind, way, label, total, links }) => (
        <div key={`${kind} ${way}`}>
          <h3 className="links__kind">{label}</h3>
          <ul className="fr-raw-list">
            {links.map((link) => (
              <li className="row links__line" key={link.id}>
                <Link
                  className="fr-raw-link clip"
                  to={href("/institutions/:id", { id: link.institutionId })}
                  title={`${link.name} (${link.source}, ${link.vintage})`}
                >
                  {link.name}
                </Link>
                {link.confidence < 60 && <span className="role">à vérifier</span>}
                {link.own && canWrite && (
                  <fetcher.Form
                    method="post"
                    action={href("/institutions/:id/liens/:linkId/retrait", {
                      id: institutionId,
                      linkId: link.id,
                    })}
                    className="push"
                  >
                    <IconButton icon="close-line" label={`Retirer le lien avec ${link.name}`} type="submit" />
                  </fetcher.Form>
                )}
              </li>
            ))}
            {total > links.length && (
              <li>
                <Link className="small" to={href("/institutions/:id/liens", { id: institutionId })}>
                  et {plural(total - links.length, "autre")}
                </Link>
              </li>
            )}
          </ul>
        </div>
      ))}
    </div>
  );
}
