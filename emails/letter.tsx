import type { ReactNode } from "react";
import { Hr, Link, Text } from "react-email";
import { Layout, paragraph, smallPrint } from "./layout.tsx";

type LetterProps = { paragraphs?: ReactNode[]; footer?: ReactNode[] };

/**
 * A letter as a person would write it: no image, no button, nothing to track. Below the line, what the law asks for.
 * Each paragraph is one `<Text>`: `composeLetter` repeats it for each paragraph of a recipient.
 */
export function Letter({ paragraphs = EXAMPLE, footer = EXAMPLE_FOOTER }: LetterProps) {
  return (
    <Layout>
      {paragraphs.map((content, i) => (
        <Text key={i} style={paragraph}>
          {content}
        </Text>
      ))}
      <Hr style={{ margin: "24px 0 12px", borderTop: "1px solid #dddddd" }} />
      {footer.map((content, i) => (
        <Text key={i} style={smallPrint}>
          {content}
        </Text>
      ))}
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
