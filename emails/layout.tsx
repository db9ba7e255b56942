import type { ReactNode } from "react";
import { Body, Container, Head, Hr, Html, Text } from "react-email";

/** What every mail shares: the language, a column wide enough to read, and the system's own letters. */
export function Layout({ children }: { children: ReactNode }) {
  return (
    <Html lang="fr">
      <Head />
      <Body
        lang="fr"
        style={{ margin: 0, padding: "24px 16px", backgroundColor: "#ffffff", fontFamily: FONTS }}
      >
        <Container style={{ maxWidth: "600px", margin: 0 }}>{children}</Container>
      </Body>
    </Html>
  );
}

/**
 * What is written, a line, and what the law asks for. Each paragraph is one `<Text>`: `composeLetter` repeats it for
 * each paragraph of a recipient.
 */
export function Writing({ paragraphs, footer }: { paragraphs: ReactNode[]; footer: ReactNode[] }) {
  return (
    <>
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
    </>
  );
}

const FONTS = "-apple-system, 'Segoe UI', Roboto, Arial, sans-serif";

export const paragraph = { margin: "0 0 16px", fontSize: "16px", lineHeight: "24px", color: "#161616" };
export const smallPrint = { margin: "0 0 8px", fontSize: "12px", lineHeight: "18px", color: "#666666" };
