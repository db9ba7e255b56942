import { href, useLocation } from "react-router";
import { ButtonLink } from "#app/ui/button.tsx";

/** « Appeler »: the partnerships in sight, one card after the other, under the same filter. */
export function CallLink() {
  const params = new URLSearchParams(useLocation().search);
  const asked = new URLSearchParams({ de: "partenariats" });
  for (const name of ["filtre", "q"]) {
    const value = params.get(name);
    if (value) asked.set(name, value);
  }
  return (
    <ButtonLink icon="phone-line" to={`${href("/appels")}?${asked}`}>
      Appeler
    </ButtonLink>
  );
}
