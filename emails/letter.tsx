import type { ReactNode } from "react";
import { Link } from "react-email";
import { Layout, Writing } from "./layout.tsx";

type LetterProps = { paragraphs?: ReactNode[]; footer?: ReactNode[] };

/** A letter as a person would write it: no image, no button, nothing to track. */
export function Letter({ paragraphs = EXAMPLE, footer = EXAMPLE_FOOTER }: LetterProps) {
  return (
    <Layout>
      <Writing paragraphs={paragraphs} footer={footer} />
    </Layout>
  );
}

export default Letter;

const EXAMPLE = [
  "Bonjour Maud Tessier,",
  "Parcelle aide les agriculteurs à déclarer leurs surfaces sans se déplacer. Six directions départementales l’essaient depuis septembre, et celle de l’Hérault pourrait être la septième.",
  "Auriez-vous vingt minutes cette semaine pour que je vous le montre ?",
  "Camille Roussel",
];

const EXAMPLE_FOOTER = [
  "Ce message vous est adressé par le ministère de l’Agriculture, pour le service Parcelle.",
  <Link key="stop" href="https://essaim.example/desinscription/exemple" style={{ color: "inherit" }}>
    Ne plus recevoir de messages
  </Link>,
];
