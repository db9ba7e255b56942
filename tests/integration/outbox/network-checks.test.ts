import { createSocket } from "node:dgram";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { checkDomain } from "#app/outbox/domain-check.server.ts";
import { checkLink, isPublic } from "#app/outbox/link-check.server.ts";

/** A name server that knows these texts: a name with none exists without any; others do not exist. */
async function nameServer(zone: Record<string, string[]>): Promise<string> {
  const socket = createSocket("udp4");
  socket.on("message", (query, { port, address }) => socket.send(answer(query, zone), port, address));
  await new Promise<void>((ready) => socket.bind(0, "127.0.0.1", ready));
  onTestFinished(() => void socket.close());
  return `127.0.0.1:${socket.address().port}`;
}

function answer(query: Buffer, zone: Record<string, string[]>): Buffer {
  const labels: string[] = [];
  let at = 12;
  while (query[at]) {
    labels.push(query.subarray(at + 1, at + 1 + query[at]!).toString());
    at += query[at]! + 1;
  }
  const question = query.subarray(12, at + 5);
  const texts = zone[labels.join(".").toLowerCase()];
  const head = Buffer.from(query.subarray(0, 12));
  head.writeUInt16BE(texts ? 0x8580 : 0x8583, 2);
  head.writeUInt16BE(texts?.length ?? 0, 6);
  head.fill(0, 8);
  const records = (texts ?? []).map((text) => {
    const data = Buffer.concat([Buffer.from([text.length]), Buffer.from(text)]);
    return Buffer.concat([
      Buffer.from("c00c00100001000000000000", "hex").subarray(0, 10),
      lengthOf(data),
      data,
    ]);
  });
  return Buffer.concat([head, question, ...records]);
}

function lengthOf(data: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(data.length);
  return length;
}

test("a domain’s SPF, DKIM and DMARC are read from the DNS, the latter on a parent too", async () => {
  const server = await nameServer({
    "parcelle.beta.example": ["v=spf1 include:_spf.relay.example -all", "autre=chose"],
    "_domainkey.parcelle.beta.example": [],
    "_dmarc.beta.example": ["v=DMARC1; p=reject"],
    "nu.example": ["google-site-verification=x"],
  });
  expect(await checkDomain("parcelle.beta.example", [server])).toEqual({
    spf: true,
    dkim: true,
    dmarc: true,
  });
  expect(await checkDomain("nu.example", [server])).toEqual({ spf: false, dkim: false, dmarc: false });
});

test("without a resolver that answers, nobody knows", async () => {
  const mute = createSocket("udp4");
  await new Promise<void>((ready) => mute.bind(0, "127.0.0.1", ready));
  onTestFinished(() => void mute.close());
  expect(await checkDomain("parcelle.example", [`127.0.0.1:${mute.address().port}`])).toBeNull();
});

/** A site, and the paths it was asked for. */
async function site(statusOf: (path: string) => { status: number; location?: string }) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const { status, location } = statusOf(request.url!);
    response.writeHead(status, location ? { location } : {}).end();
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

test("a link is asked for by HEAD, followed a few times, and dead only when nothing is there", async () => {
  const { url, asked } = await site((path) => {
    if (path === "/loin") return { status: 302, location: "/ici" };
    if (path === "/boucle") return { status: 302, location: "/boucle" };
    return { status: { "/ici": 200, "/parti": 404, "/prive": 403 }[path] ?? 410 };
  });
  expect(await checkLink(`${url}/loin`, "127.0.0.1")).toBe("alive");
  expect(asked).toEqual(["HEAD /loin", "HEAD /ici"]);
  expect(await checkLink(`${url}/parti`, "127.0.0.1")).toBe("dead");
  expect(await checkLink(`${url}/prive`, "127.0.0.1")).toBe("alive");
  expect(await checkLink(`${url}/boucle`, "127.0.0.1")).toBe("unknown");
  expect(asked.filter((one) => one === "HEAD /boucle")).toHaveLength(4);
});

test("no address of this machine or of its network is asked, by number, by name or after a redirection", async () => {
  const { url, asked } = await site(() => ({ status: 200 }));
  const port = new URL(url).port;
  for (const link of [
    url,
    `http://localhost:${port}/`,
    "http://localhost/",
    "http://2130706433/",
    "http://[::1]/",
  ])
    expect(await checkLink(link)).toBe("unknown");
  expect(await checkLink("ftp://a.example/")).toBe("unknown");
  expect(await checkLink("http://nom:secret@a.example/")).toBe("unknown");
  expect(asked).toEqual([]);
  const outside = await site(() => ({ status: 302, location: `http://localhost.:${port}/` }));
  expect(await checkLink(outside.url, "127.0.0.2")).toBe("unknown");
  expect(asked).toEqual([]);
});

test.each(
  [
    "127.0.0.1",
    "10.1.2.3",
    "172.31.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "0.0.0.0",
    "100.64.0.1",
    "::1",
  ].concat([
    "fe80::1",
    "fd00::1",
    "::ffff:127.0.0.1",
    "::ffff:7f00:1",
    "64:ff9b::a00:1",
    "2002:7f00:1::",
    "224.0.0.1",
  ]),
)("%s is of nobody else", (address) => {
  expect(isPublic(address)).toBe(false);
});

test.each(["185.24.184.1", "2a01:e0a::1"])("%s is somewhere else", (address) => {
  expect(isPublic(address)).toBe(true);
});
