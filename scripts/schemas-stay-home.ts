import type { Plugin } from "vite";

const INERT = "\0inert-zod";

/**
 * A schema lives beside the rules it guards, in files that pages share with the server; only the server parses with it.
 * In the browser zod, 26 kB once compressed, is therefore a name that builds nothing, and says so if it is asked to parse.
 */
export function schemasStayHome(): Plugin {
  return {
    name: "schemas-stay-home",
    enforce: "pre",
    resolveId(id) {
      return id === "zod" && this.environment.name === "client" ? INERT : undefined;
    },
    load(id) {
      return id === INERT ? SOURCE : undefined;
    },
  };
}

const SOURCE = `
const refuse = () => { throw new Error("Schemas parse on the server alone: read this value by hand, or in a loader."); };
const VERBS = new Set(["parse", "safeParse", "parseAsync", "safeParseAsync"]);
export const z = new Proxy(() => {}, { get: (_, name) => (VERBS.has(name) ? refuse : z), apply: () => z });
`;
