import type { ReactNode } from "react";
import { Section } from "react-email";
import { Layout, Writing } from "./layout.tsx";

type ServiceProps = {
  /** The public service, and what it does in a few words. */
  service?: string;
  tagline?: string | null;
  /** Who answers for it: the ministry, the operator. */
  sender?: string | null;
  paragraphs?: ReactNode[];
  footer?: ReactNode[];
};

/**
 * A letter under the public service's header: in words, for an image would be asked of a server, which then knows who
 * reads. Neither the Marianne nor the State's letters, which are the State's alone.
 */
export function Service({
  service = "Parcelle",
  tagline = "Déclarer ses surfaces sans se déplacer",
  sender = "Ministère de l’Agriculture",
  paragraphs = EXAMPLE,
  footer = EXAMPLE_FOOTER,
}: ServiceProps) {
  return (
    <Layout>
      <Section style={{ margin: "0 0 24px", borderLeft: "4px solid #000091" }}>
        <div style={{ padding: "4px 0 4px 16px" }}>
          {sender && <div style={{ ...headline, fontSize: "14px", color: "#666666" }}>{sender}</div>}
          <div style={{ ...headline, fontSize: "20px", fontWeight: 600 }}>{service}</div>
          {tagline && <div style={{ ...headline, fontSize: "14px" }}>{tagline}</div>}
        </div>
      </Section>
      <Writing paragraphs={paragraphs} footer={footer} />
    </Layout>
  );
}

export default Service;

const headline = { margin: 0, lineHeight: "1.4", color: "#161616" };

const EXAMPLE = [
  "Bonjour Maud Tessier,",
  "Six directions départementales essaient Parcelle depuis septembre, et celle de l’Hérault pourrait être la septième. Auriez-vous vingt minutes cette semaine ?",
  "Camille Roussel",
];

const EXAMPLE_FOOTER = [
  "Ce message vous est adressé par le ministère de l’Agriculture, pour le service Parcelle.",
  "Ne plus recevoir de messages",
];
