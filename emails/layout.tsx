import type { ReactNode } from "react";
import { Body, Container, Head, Html } from "react-email";

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

const FONTS = "-apple-system, 'Segoe UI', Roboto, Arial, sans-serif";

export const paragraph = { margin: "0 0 16px", fontSize: "16px", lineHeight: "24px", color: "#161616" };
export const smallPrint = { margin: "0 0 8px", fontSize: "12px", lineHeight: "18px", color: "#666666" };
