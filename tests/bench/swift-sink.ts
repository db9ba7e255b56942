/**
 * An SMTP server that only agrees, as fast as Node can: what is measured is the sender. Prints its port. With DELAY_MS,
 * it takes that long to answer the end of a message.
 */
import { type AddressInfo, createServer } from "node:net";

const delayMs = Number(process.env.DELAY_MS ?? 0);
const server = createServer((socket) => {
  let rest = "";
  let data = false;
  socket.setNoDelay(true);
  socket.on("error", () => {});
  socket.write("220 swift ESMTP\r\n");
  socket.on("data", (chunk) => {
    rest += chunk.toString("latin1");
    let replies = "";
    for (let end = find(); end >= 0; end = find()) {
      const line = rest.slice(0, end);
      rest = rest.slice(end + (data ? 5 : 2));
      if (data && delayMs) setTimeout(() => socket.write("250 queued\r\n"), delayMs);
      else replies += data ? "250 queued\r\n" : reply(line);
      data = !data && line === "DATA";
    }
    if (replies) socket.write(replies);
  });
  const find = () => rest.indexOf(data ? "\r\n.\r\n" : "\r\n");
});

function reply(line: string): string {
  if (/^EHLO/i.test(line)) return "250-swift\r\n250-PIPELINING\r\n250-DSN\r\n250 8BITMIME\r\n";
  return line === "DATA" ? "354 go on\r\n" : line === "QUIT" ? "221 bye\r\n" : "250 ok\r\n";
}

server.listen(0, "127.0.0.1", () => console.log((server.address() as AddressInfo).port));
