import { type PointerEvent, type RefObject, useEffect, useEffectEvent, useRef, useState } from "react";
import type { Level } from "./levels.ts";
import type { Engine, Failure } from "./map-engine.ts";
import type { Paint } from "./measures.ts";
import type { Point } from "./selection.ts";

export type MapStatus = "drawing" | "ready" | Failure;

type Props = {
  level: Level;
  paints: Map<string, Paint>;
  labels: Map<string, string>;
  selection: string[];
  /** The only ones to draw; null: all. */
  shown: string[] | null;
  /** Whether dragging draws a rectangle rather than moving the map. */
  rectangle: boolean;
  onChoose: (codes: string[], adds: boolean) => void;
  onStatus: (status: MapStatus) => void;
};

/** The map that MapLibre draws over the server's; loaded after the first paint, and only where WebGL is. */
export function TerritoryMap({ level, paints, labels, selection, shown, rectangle, ...told }: Props) {
  const container = useRef<HTMLDivElement>(null);
  const tip = useRef<HTMLDivElement>(null);
  const [engine, setEngine] = useState<Engine | null>(null);
  const choose = useEffectEvent(told.onChoose);
  const tell = useEffectEvent(told.onStatus);
  const label = useEffectEvent((code: string) => labels.get(code) ?? code);

  useEffect(() => {
    let started: Engine | undefined;
    let dropped = false;
    void start();
    return () => {
      dropped = true;
      started?.destroy();
    };

    async function start() {
      if (typeof WebGL2RenderingContext === "undefined") return tell("webgl");
      try {
        const { startEngine } = await import("./map-engine.ts");
        if (dropped) return;
        started = startEngine(container.current!, {
          onReady: () => tell("ready"),
          onFailure: (failure) => tell(failure),
          onPick: (code, adds) => choose([code], adds),
          onHover: (code, at) => placeTip(tip, code && label(code), at),
        });
        setEngine(started);
      } catch {
        // MapLibre throws where the browser has no WebGL to give.
        if (!dropped) tell("webgl");
      }
    }
  }, []);

  useEffect(() => engine?.show(level, paints, selection, shown), [engine, level, paints, selection, shown]);

  const box = useRef<HTMLDivElement>(null);
  const gestures = useRectangle(box, rectangle, engine, (codes, adds) => told.onChoose(codes, adds));
  return (
    <div
      className={rectangle ? "territory-map territory-map--rectangle" : "territory-map"}
      data-selection={selection.length}
      {...gestures}
    >
      <div className="territory-map__canvas" ref={container} />
      <div className="territory-map__box" ref={box} hidden />
      <div className="territory-map__tip" ref={tip} hidden aria-hidden="true" />
    </div>
  );
}

function placeTip(tip: RefObject<HTMLDivElement | null>, text: string | null, at: { x: number; y: number }) {
  const element = tip.current;
  if (!element) return;
  element.hidden = !text;
  element.textContent = text;
  const width = element.parentElement!.clientWidth;
  const left = at.x + element.offsetWidth + 24 > width ? at.x - element.offsetWidth - 12 : at.x + 14;
  element.style.setProperty("transform", `translate(${left}px, ${at.y + 14}px)`);
}

/** A rectangle drawn with the button of the mode, or with Maj: what it takes, and its box on the screen. */
function useRectangle(
  ref: RefObject<HTMLDivElement | null>,
  always: boolean,
  engine: Engine | null,
  onTaken: (codes: string[], adds: boolean) => void,
) {
  const from = useRef<Point | null>(null);
  const at = (event: PointerEvent<HTMLDivElement>): Point => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };
  const end = () => {
    from.current = null;
    if (ref.current) ref.current.hidden = true;
    engine?.hold(false);
  };
  return {
    onPointerDownCapture(event: PointerEvent<HTMLDivElement>) {
      const onMap = (event.target as Element).tagName === "CANVAS";
      if (!engine || !onMap || event.button !== 0 || !(always || event.shiftKey)) return;
      engine.hold(true);
      from.current = at(event);
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove(event: PointerEvent<HTMLDivElement>) {
      if (!from.current || !ref.current) return;
      const [to, [x, y]] = [at(event), from.current];
      const { style } = ref.current;
      style.setProperty("transform", `translate(${Math.min(x, to[0])}px, ${Math.min(y, to[1])}px)`);
      style.setProperty("width", `${Math.abs(to[0] - x)}px`);
      style.setProperty("height", `${Math.abs(to[1] - y)}px`);
      ref.current.hidden = false;
    },
    onPointerUp(event: PointerEvent<HTMLDivElement>) {
      if (!from.current || !engine) return;
      const [start, to] = [from.current, at(event)];
      end();
      // A click without a drag is the map's own.
      if (Math.hypot(to[0] - start[0], to[1] - start[1]) < 6) return;
      onTaken(engine.within(start, to), event.ctrlKey || event.metaKey);
    },
    onPointerCancel: end,
  };
}
