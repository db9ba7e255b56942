import { lookup } from "node:dns";
import { request as plain } from "node:http";
import { request as secure } from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";

export type LinkState = "alive" | "dead" | "unknown";

const PATIENCE_MS = 3_000;
const HOPS = 3;

/**
 * Whether a link answers, asked by HEAD, from here. A link is somebody's words: no address of this machine or of its
 * network is ever asked, whatever the name leads to, nor after a redirection; only the usual ports are.
 * @param allowed for tests alone: an address that may be asked though it is private
 */
export async function checkLink(link: string, allowed?: string, hops = HOPS): Promise<LinkState> {
  const url = URL.parse(link);
  if (!url || !/^https?:$/.test(url.protocol) || url.username) return "unknown";
  if (url.port && !allowed) return "unknown";
  const answer = await head(url, allowed);
  if (typeof answer === "string") return answer;
  const { status, location } = answer;
  if (status >= 300 && status < 400 && location)
    return hops > 0 && URL.canParse(location, url)
      ? checkLink(new URL(location, url).href, allowed, hops - 1)
      : "unknown";
  // Only these say that nothing is there; many servers refuse a HEAD, or a stranger.
  return status === 404 || status === 410 ? "dead" : "alive";
}

type Answer = { status: number; location: string | undefined };

function head(url: URL, allowed: string | undefined): Promise<Answer | "dead" | "unknown"> {
  const bare = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(bare) && !mayAsk(bare, allowed)) return Promise.resolve("unknown");
  const ask = url.protocol === "https:" ? secure : plain;
  return new Promise((resolve) => {
    const asked = ask(url, {
      method: "HEAD",
      agent: false,
      lookup: onlyPublic(allowed),
      timeout: PATIENCE_MS,
    });
    const timer = setTimeout(() => asked.destroy(new Error("too slow")), PATIENCE_MS);
    asked.on("response", ({ statusCode = 0, headers }) => {
      clearTimeout(timer);
      asked.destroy();
      resolve({ status: statusCode, location: headers.location });
    });
    asked.on("error", ({ code }: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      resolve(code === "ENOTFOUND" ? "dead" : "unknown");
    });
    asked.end();
  });
}

/** The very address that was looked at is the one connected to: a name cannot change its mind in between. */
function onlyPublic(allowed: string | undefined): LookupFunction {
  return (name, options, done) =>
    lookup(name, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, "", 0);
      if (!addresses.every(({ address }) => mayAsk(address, allowed)))
        return done(Object.assign(new Error("A private address"), { code: "EACCES" }), "", 0);
      if (options.all) return done(null, addresses);
      return done(null, addresses[0]!.address, addresses[0]!.family);
    });
}

const mayAsk = (address: string, allowed: string | undefined): boolean =>
  address === allowed || isPublic(address);

/** RFC 6890: what belongs to the machine, to its network, or to nobody. */
export function isPublic(address: string): boolean {
  if (isIP(address) === 4) return !RESERVED_4.check(address, "ipv4");
  // « ::ffff:10.0.0.1 » is 10.0.0.1, however it is written.
  return !RESERVED_6.check(address, "ipv6") && !RESERVED_4.check(address, "ipv6");
}

const RESERVED_4 = new BlockList();
const RESERVED_6 = new BlockList();
for (const [net, bits] of [
  ...([
    ["0.0.0.0", 8],
    ["10.0.0.0", 8],
    ["100.64.0.0", 10],
    ["127.0.0.0", 8],
    ["169.254.0.0", 16],
  ] as const),
  ...([
    ["172.16.0.0", 12],
    ["192.0.0.0", 24],
    ["192.0.2.0", 24],
    ["192.168.0.0", 16],
  ] as const),
  ...([
    ["198.18.0.0", 15],
    ["198.51.100.0", 24],
    ["203.0.113.0", 24],
    ["224.0.0.0", 3],
  ] as const),
])
  RESERVED_4.addSubnet(net, bits, "ipv4");
for (const [net, bits] of [
  ...([
    ["::", 96],
    ["::ffff:0:0", 96],
    ["64:ff9b::", 96],
    ["100::", 64],
    ["2001::", 23],
  ] as const),
  ...([
    ["2001:db8::", 32],
    ["2002::", 16],
    ["fc00::", 7],
    ["fe80::", 10],
    ["ff00::", 8],
  ] as const),
])
  RESERVED_6.addSubnet(net, bits, "ipv6");
