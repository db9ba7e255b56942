/**
 * The four patterns that tell the classes apart without colour, at the three sizes they are seen at: the legend
 * and the insets (about one unit a pixel), the map, and the lens, which enlarges them back.
 */
export function MapPatterns() {
  return (
    <svg className="map-patterns" aria-hidden="true">
      <pattern id="map-faint" width="6" height="6" patternUnits="userSpaceOnUse">
        <rect className="map-pattern__surface" width="6" height="6" />
        <circle className="map-pattern__tint" cx="1.5" cy="1.5" r="1" />
        <circle className="map-pattern__tint" cx="4.5" cy="4.5" r="1" />
      </pattern>
      <pattern
        id="map-stripes"
        width="7"
        height="7"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect className="map-pattern__tint" width="7" height="7" />
        <rect className="map-pattern__strong" width="2.2" height="7" />
      </pattern>
      <pattern id="map-dots" width="7" height="7" patternUnits="userSpaceOnUse">
        <rect className="map-pattern__strong" width="7" height="7" />
        <circle className="map-pattern__surface" cx="3.5" cy="3.5" r="1.5" />
      </pattern>
      <pattern id="map-crosses" width="7" height="7" patternUnits="userSpaceOnUse">
        <rect className="map-pattern__stopped" width="7" height="7" />
        <path className="map-pattern__cross" d="M0 0 7 7M7 0 0 7" />
      </pattern>
      {["faint", "stripes", "dots", "crosses"].flatMap((name) =>
        Object.entries({ map: 1.5, lens: 0.29 }).map(([place, scale]) => (
          <pattern
            key={`${name}-${place}`}
            id={`map-${name}-${place}`}
            href={`#map-${name}`}
            patternTransform={`scale(${scale})${name === "stripes" ? " rotate(45)" : ""}`}
          />
        )),
      )}
    </svg>
  );
}
