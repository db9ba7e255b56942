import { useMemo, useState } from "react";
import { href } from "react-router";
import { memberContext } from "#app/auth/context.ts";
import { readGraph } from "#app/cartography/graph/graph.server.ts";
import { sayLeftOut, sayNode } from "#app/cartography/graph/graph.ts";
import { GraphCanvas } from "#app/cartography/graph/graph-canvas.tsx";
import { GraphLegend } from "#app/cartography/graph/graph-legend.tsx";
import { GraphPanel, NoLink } from "#app/cartography/graph/graph-panel.tsx";
import { GraphToolbar } from "#app/cartography/graph/graph-toolbar.tsx";
import { GraphTree } from "#app/cartography/graph/graph-tree.tsx";
import { graphParams, readGraphParams } from "#app/cartography/graph/graph-url.ts";
import { Lenses } from "#app/cartography/lenses.tsx";
import { LinkForm } from "#app/cartography/graph/link-form.tsx";
import { plural } from "#app/ui/format.ts";
import { PageHead } from "#app/ui/page.tsx";
import "#app/cartography/graph/graph.css";
import type { Route } from "./+types/graph";

export const handle = { slim: true };

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `Graphe de ${loaderData?.graph.nodes[0]?.name ?? "l’institution"} · Essaim` },
];

export async function loader({ context, params, url }: Route.LoaderArgs) {
  const member = context.get(memberContext);
  const asked = readGraphParams(url.searchParams);
  const graph = await readGraph(member, params.id, asked);
  return { graph, asked, canWrite: member.role !== "reader", now: new Date() };
}

export default function GraphPage({ loaderData }: Route.ComponentProps) {
  const { graph, asked, canWrite, now } = loaderData;
  const focus = graph.nodes.find(({ id }) => id === graph.focus)!;
  const [asking, setChosen] = useState(graph.focus);
  // What was chosen may have gone with a filter, or with a link.
  const chosen = graph.nodes.some(({ id }) => id === asking) ? asking : graph.focus;
  const said = useMemo(() => sayNode(graph, chosen), [graph, chosen]);
  const leftOut = sayLeftOut(graph.leftOut);
  const node = graph.nodes.find(({ id }) => id === chosen)!;
  return (
    <>
      <PageHead
        title={`Liens : ${focus.name}`}
        crumbs={[
          { label: "Cartographie", to: href("/cartographie") },
          { label: focus.name, to: href("/institutions/:id", { id: focus.id }) },
        ]}
        beside={<Lenses current="Liens" />}
        lead={`${plural(graph.nodes.length - 1, "institution liée", "institutions liées")}, ${plural(graph.edges.length, "lien")}`}
      />
      <GraphToolbar asked={asked} />
      <div className="carto graph">
        <div className="graph__ground">
          <GraphCanvas graph={graph} chosen={chosen} onChoose={setChosen} />
          <GraphLegend />
          {leftOut && <p className="graph__left small">{leftOut}</p>}
        </div>
        <div className="carto__side graph__side">
          <p className="fr-sr-only" aria-live="polite">
            {said}
          </p>
          <GraphPanel
            {...{ graph, chosen, canWrite, now }}
            hrefOf={(id) => href("/institutions/:id/graphe", { id }) + graphParams(asked)}
          >
            {canWrite && (
              <LinkForm
                key={chosen}
                institution={node}
                near={graph.nodes.filter(({ id }) => id !== chosen)}
              />
            )}
          </GraphPanel>
          <div className="graph__rows">
            {graph.edges.length === 0 ? (
              <NoLink id={focus.id} canWrite={canWrite} />
            ) : (
              <GraphTree key={graph.focus} graph={graph} chosen={chosen} onChoose={setChosen} />
            )}
          </div>
        </div>
      </div>
    </>
  );
}
