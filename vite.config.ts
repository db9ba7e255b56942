import { reactRouter } from "@react-router/dev/vite";
import { defineConfig } from "vite";
import { schemasStayHome } from "./scripts/schemas-stay-home.ts";

export default defineConfig({
  plugins: [schemasStayHome(), reactRouter()],
  environments: { ssr: { build: { rolldownOptions: { input: "./app/server.ts" } } } },
  // Icons stay files of their own: inlined, the stylesheet would weigh four times as much.
  build: { assetsInlineLimit: (file) => (file.endsWith(".svg") ? false : undefined) },
  optimizeDeps: { entries: ["app/entry.client.tsx", "app/root.tsx", "app/**/routes/*.tsx"] },
});
