import { useEffect, useEffectEvent, useRef, useState } from "react";
import { IconButton } from "#app/ui/button.tsx";
import type { Graph } from "./graph.ts";
import type { GraphView } from "./graph-engine.ts";

type Props = { graph: Graph; chosen: string; onChoose: (id: string) => void };

/** The drawing: for the eye and the pointer; the tree beside it says the same to everyone. */
export function GraphCanvas({ graph, chosen, onChoose }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useRef<GraphView>(null);
  const [state, setState] = useState<"loading" | "laid" | "none">("loading");
  const chose = useEffectEvent(onChoose);
  const first = useEffectEvent(() => chosen);
  useEffect(() => {
    let stopped = false;
    async function start() {
      // Sigma cannot even be imported where WebGL is unknown (the server, some browsers), and throws where it is off:
      // asking beforehand would make one more context, which a machine without a graphics card makes slowly.
      const { startGraph } = await import("./graph-engine.ts");
      if (stopped || !host.current || !canvas.current) return;
      view.current = startGraph(host.current, canvas.current, {
        ...{ graph, chosen: first(), onChoose: (id) => chose(id), onReady: () => setState("laid") },
        still: matchMedia("(prefers-reduced-motion: reduce)").matches,
      });
    }
    start().catch(() => setState("none"));
    return () => {
      stopped = true;
      view.current?.stop();
      view.current = null;
    };
  }, [graph]);
  useEffect(() => view.current?.choose(chosen), [chosen]);
  if (state === "none")
    return (
      <p className="graph__none" role="status">
        Ce navigateur ne peut pas dessiner le graphe (WebGL est absent ou désactivé). Le tableau dit la même
        chose, et tout s’y fait.
      </p>
    );
  return (
    <div className="graph__drawing" data-state={state}>
      <canvas ref={canvas} className="graph__layer" aria-hidden="true" />
      <div ref={host} className="graph__host" aria-hidden="true" />
      <div className="graph__zoom">
        <IconButton icon="add-line" label="Agrandir" onClick={() => view.current?.zoom("in")} />
        <IconButton icon="subtract-line" label="Réduire" onClick={() => view.current?.zoom("out")} />
        <IconButton icon="fullscreen-line" label="Tout voir" onClick={() => view.current?.zoom("fit")} />
      </div>
    </div>
  );
}
