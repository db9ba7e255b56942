import { Link, Text } from "react-email";
import { Layout, paragraph, smallPrint } from "./layout.tsx";

type ActionMailProps = {
  /** What happened, then what the link does. */
  lines: string[];
  action: { label: string; url: string };
  /** Until when it works, and what to do if one did not ask for it. */
  after: string;
};

/** A mail that asks for one thing, by one link, also written out for those whose reader shows none. */
export function ActionMail({ lines, action, after }: ActionMailProps) {
  return (
    <Layout>
      {lines.map((line) => (
        <Text key={line} style={paragraph}>
          {line}
        </Text>
      ))}
      <Text style={paragraph}>
        <Link href={action.url} style={button}>
          {action.label}
        </Link>
      </Text>
      <Text style={smallPrint}>
        Si le bouton ne s’ouvre pas, copiez cette adresse : <Link href={action.url}>{action.url}</Link>
      </Text>
      <Text style={smallPrint}>{after}</Text>
    </Layout>
  );
}

const button = {
  display: "inline-block",
  padding: "8px 16px",
  backgroundColor: "#000091",
  color: "#ffffff",
  textDecoration: "none",
};
