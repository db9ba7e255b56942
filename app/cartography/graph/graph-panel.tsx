import { href, Link, useFetcher } from "react-router";
import { type Done, useUndoToast } from "#app/history/use-undo-toast.ts";
import { kindLabel } from "#app/institutions/kinds.ts";
import { RELATION_WORDS } from "#app/institutions/relation.ts";
import { Button, ButtonLink, IconButton } from "#app/ui/button.tsx";
import { isoDay } from "#app/ui/format.ts";
import { FormErrors, refusal, SubmitButton, TextField } from "#app/ui/form.tsx";
import { Due } from "#app/ui/page.tsx";
import { StageLabel } from "#app/ui/stage.tsx";
import { type ReactNode, useState } from "react";
import { type Graph, type GraphEdge, type GraphNode, linksOf } from "./graph.ts";
import { sayDates } from "./graph-tree.tsx";

type Props = {
  graph: Graph;
  chosen: string;
  canWrite: boolean;
  now: Date;
  hrefOf: (id: string) => string;
  children?: ReactNode;
};

/** The chosen institution: where one stands with it, what comes next, its links; one's own can be dated and removed. */
export function GraphPanel({ graph, chosen, canWrite, now, hrefOf, children }: Props) {
  const node = graph.nodes.find(({ id }) => id === chosen);
  if (!node) return null;
  const own = graph.edges.filter((edge) => edge.own && (edge.from === chosen || edge.to === chosen));
  const groups = linksOf(graph, chosen);
  return (
    <section className="graph__detail" aria-labelledby="graph-chosen">
      <div>
        <h2 id="graph-chosen" className="carto__name">
          {node.name}
        </h2>
        <p className="muted small">{[kindLabel(node.kind), node.place].filter(Boolean).join(" · ")}</p>
      </div>
      <NextStep node={node} now={now} />
      <div className="row row--wrap">
        <ButtonLink look="secondary" to={href("/institutions/:id", { id: node.id })}>
          Ouvrir la fiche
        </ButtonLink>
        {node.id !== graph.focus && (
          <ButtonLink look="ghost" to={hrefOf(node.id)}>
            Centrer ici
          </ButtonLink>
        )}
      </div>
      {groups.length > 0 && (
        <p className="small muted">
          {groups.map(({ label, branches }) => `${label} : ${branches.length}`).join(" · ")}
        </p>
      )}
      {own.length > 0 && (
        <ul className="fr-raw-list" aria-label="Liens ajoutés par nous">
          {own.map((edge) => (
            <OwnLink key={edge.id} edge={edge} graph={graph} chosen={chosen} canWrite={canWrite} />
          ))}
        </ul>
      )}
      {children}
    </section>
  );
}

function NextStep({ node, now }: { node: GraphNode; now: Date }) {
  if (!node.stage) return <p className="muted">Pas dans le pipeline.</p>;
  return (
    <div className="row row--wrap">
      <StageLabel stage={node.stage} />
      <span className="row">
        {node.nextAction && <span className="strong">{node.nextAction.title}</span>}
        <Due date={node.nextAction?.dueOn ?? null} today={now} required={node.lacksNextAction} />
      </span>
    </div>
  );
}

type OwnLinkProps = { edge: GraphEdge; graph: Graph; chosen: string; canWrite: boolean };

function OwnLink({ edge, graph, chosen, canWrite }: OwnLinkProps) {
  const [dating, setDating] = useState(false);
  const remover = useFetcher<Done>();
  const dater = useFetcher<Done>();
  useUndoToast(remover.data);
  useUndoToast(dater.data, () => setDating(false));
  const outgoing = edge.from === chosen || edge.kind === "partners";
  const other = graph.nodes.find(({ id }) => id === (edge.from === chosen ? edge.to : edge.from));
  const params = { id: chosen, linkId: edge.id };
  const day = (date: Date | null) => date && isoDay(date);
  const words = RELATION_WORDS[edge.kind][outgoing ? "outgoing" : "incoming"];
  return (
    <li className="graph__own">
      <div className="row">
        <span className="fill">
          <span className="muted">{words}</span> {other?.name}{" "}
          <span className="small muted">{sayDates(edge)}</span>
        </span>
        {canWrite && (
          <>
            <IconButton
              icon="calendar-line"
              label={`Dater le lien avec ${other?.name}`}
              aria-expanded={dating}
              onClick={() => setDating(!dating)}
            />
            <remover.Form method="post" action={href("/institutions/:id/liens/:linkId/retrait", params)}>
              <IconButton icon="close-line" label={`Retirer le lien avec ${other?.name}`} type="submit" />
            </remover.Form>
          </>
        )}
      </div>
      {dating && (
        <dater.Form
          method="post"
          action={href("/institutions/:id/liens/:linkId/dates", params)}
          className="stack"
        >
          <FormErrors {...refusal(dater.data)} />
          <div className="pair">
            <TextField
              {...refusal(dater.data)}
              type="date"
              name="validFrom"
              label="Depuis"
              defaultValue={day(edge.validFrom)}
            />
            <TextField
              {...refusal(dater.data)}
              type="date"
              name="validTo"
              label="Jusqu’au"
              defaultValue={day(edge.validTo)}
            />
          </div>
          <div className="row">
            <SubmitButton look="secondary" pending={dater.state !== "idle"}>
              Enregistrer les dates
            </SubmitButton>
            <Button look="ghost" onClick={() => setDating(false)}>
              Annuler
            </Button>
          </div>
        </dater.Form>
      )}
    </li>
  );
}

/** Where to begin, when an institution stands alone. */
export function NoLink({ id, canWrite }: { id: string; canWrite: boolean }) {
  return (
    <p className="muted">
      Aucun lien connu.{" "}
      {canWrite ? (
        "Ajoutez le premier ci-dessous."
      ) : (
        <Link className="link" to={href("/institutions/:id", { id })}>
          Revenir à la fiche
        </Link>
      )}
    </p>
  );
}
