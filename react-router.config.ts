import type { Config } from "@react-router/dev/config";

export default {
  ssr: true,
  // The whole table of routes weighs a few kilobytes: sent once, rather than asked for at each new link.
  routeDiscovery: { mode: "initial" },
} satisfies Config;
