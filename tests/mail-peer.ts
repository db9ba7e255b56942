import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import {
  accessSync,
  chownSync,
  constants,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";

/** Dovecot reads with any account: as root it wants one with no right. */
const root = process.getuid?.() === 0;
const DOVECOT = "/usr/sbin/dovecot";
const POSTFIX = "/usr/sbin/postfix";

/** Debian's dovecot-imapd, dovecot-lmtpd, dovecot-sieve and postfix. In CI their absence is a failure. */
export const hasDovecot = isThere(DOVECOT);
/** Postfix only starts as root. */
export const hasPostfix = hasDovecot && isThere(POSTFIX) && root;
if (!hasPostfix)
  console.warn(
    "Without dovecot-imapd, dovecot-lmtpd, dovecot-sieve, and postfix as root, real mail is not tested here.",
  );

export type MailPeer = Awaited<ReturnType<typeof startMailPeer>>;

/**
 * A mail server of one's own: a real Dovecot (IMAP, LMTP, sieve) and, when asked, a real Postfix in front of it, on
 * loopback, under a folder of its own. Whoever has a line in `users` has a mailbox; mail to any other is bounced.
 */
export async function startMailPeer({
  users,
  sieve = {},
  postfix = false,
}: {
  /** « camille@parcelle.example » */
  users: string[];
  /** A script for each address that has one. */
  sieve?: Record<string, string>;
  postfix?: boolean;
}) {
  // Short: a unix socket's path holds 107 characters.
  const folder = mkdtempSync(join(tmpdir(), "peer-"));
  const [imap, lmtp, smtp] = [await freePort(), await freePort(), await freePort()];
  const owner = root ? { name: "nobody", group: "nogroup", uid: 65534, gid: 65534 } : ownAccount();
  // Others go through it: Dovecot's and Postfix's own accounts.
  execFileSync("chmod", ["755", folder]);
  for (const name of ["mail", "sieve", "run", "state"]) mkdirSync(join(folder, name), { mode: 0o755 });
  const uids = `${owner.uid}:${owner.gid}`;
  const line = (user: string) => `${user}:{PLAIN}pw:${uids}::${folder}/mail/${user}::`;
  writeFileSync(join(folder, "users"), `${users.map(line).join("\n")}\n`, { mode: 0o644 });
  for (const [user, script] of Object.entries(sieve))
    writeFileSync(join(folder, "sieve", `${user}.sieve`), script);
  if (root) for (const name of ["mail", "sieve"]) chownSync(join(folder, name), owner.uid, owner.gid);
  writeFileSync(join(folder, "dovecot.conf"), dovecotConf(folder, { imap, lmtp, smtp }, owner));
  const children: ChildProcess[] = [];
  const dovecot = () => spawn(DOVECOT, ["-F", "-c", join(folder, "dovecot.conf")], { stdio: "ignore" });
  children.push(dovecot());
  await reached(imap);
  await reached(lmtp);
  if (postfix) {
    children.push(startPostfix(folder, smtp, lmtp, users));
    await reached(smtp);
  }
  return {
    folder,
    imapUrl: (user: string, password = "pw") =>
      `imap://${encodeURIComponent(user)}:${password}@127.0.0.1:${imap}`,
    imapPort: imap,
    lmtpPort: lmtp,
    smtpUrl: `smtp://127.0.0.1:${smtp}`,
    stop: async () => {
      if (postfix) await endPostfix(folder, children[1]!);
      await end(children[0]!);
      rmSync(folder, { recursive: true, force: true });
    },
    /** What the servers said, for whoever looks into a failure. */
    logs: (): string[] =>
      ["dovecot.log", "mail.log"].map((name) => {
        try {
          return readFileSync(join(folder, name), "utf8");
        } catch {
          return "";
        }
      }),
    restart: async () => {
      await end(children[0]!);
      children[0] = dovecot();
      await reached(imap);
    },
    halt: () => end(children[0]!),
  };
}

type Ports = { imap: number; lmtp: number; smtp: number };
type Owner = { name: string; group: string; uid: number; gid: number };

function dovecotConf(folder: string, { imap, lmtp, smtp }: Ports, { name, group, uid }: Owner): string {
  const internal = root ? "nobody" : name;
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/dovecot.log
protocols = imap lmtp
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
default_login_user = ${internal}
default_internal_user = ${internal}
default_internal_group = ${group}
first_valid_uid = ${Math.min(uid, 1)}
mail_location = maildir:~/Maildir
listen = 127.0.0.1
submission_host = 127.0.0.1:${smtp}
recipient_delimiter = +
auth_username_format = %Lu
service imap-login {
  inet_listener imap {
    port = ${imap}
  }
  inet_listener imaps {
    port = 0
  }
  chroot =
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${lmtp}
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
protocol lmtp {
  mail_plugins = sieve
  postmaster_address = postmaster@mx.example
}
plugin {
  sieve = file:${folder}/sieve/%u.sieve
  sieve_vacation_min_period = 0
  sieve_extensions = +editheader
}
namespace inbox {
  inbox = yes
  mailbox Sent {
    auto = subscribe
    special_use = \\Sent
  }
  mailbox Drafts {
    auto = subscribe
    special_use = \\Drafts
  }
}
passdb {
  driver = passwd-file
  args = ${folder}/users
}
userdb {
  driver = passwd-file
  args = ${folder}/users
}
`;
}

function startPostfix(folder: string, smtp: number, lmtp: number, users: string[]): ChildProcess {
  const at = join(folder, "postfix");
  for (const name of ["", "/spool", "/data"]) mkdirSync(at + name, { recursive: true, mode: 0o755 });
  execFileSync("chown", ["postfix", `${at}/data`]);
  const domains = [...new Set([...users.map((user) => user.split("@")[1]!), "ailleurs.example"])];
  writeFileSync(
    join(at, "main.cf"),
    `compatibility_level = 3.6
queue_directory = ${at}/spool
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
data_directory = ${at}/data
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.example
mydestination =
mynetworks = 127.0.0.0/8
recipient_delimiter = +
virtual_mailbox_domains = ${domains.join(", ")}
virtual_mailbox_maps =
virtual_transport = lmtp:inet:127.0.0.1:${lmtp}
smtpd_reject_unlisted_recipient = no
smtpd_recipient_restrictions = permit_mynetworks, reject
default_transport = error:5.1.2 nothing leaves this machine
alias_maps =
maillog_file_prefixes = ${folder}
maillog_file = ${folder}/mail.log
`,
  );
  const open = ["pickup", "cleanup", "qmgr", "showq"];
  const service = (name: string, type: string, command: string, wakes = "-", most = "-") =>
    `${name} ${type} ${type === "inet" || open.includes(name) ? "n" : "-"} - n ${wakes} ${most} ${command}`;
  const lines = [
    service(`127.0.0.1:${smtp}`, "inet", "smtpd"),
    service("pickup", "unix", "pickup", "60", "1"),
    ...["cleanup cleanup", "bounce bounce", "defer bounce", "trace bounce"].map((one) => {
      const [name, command] = one.split(" ");
      return service(name!, "unix", command!, "-", "0");
    }),
    service("rewrite", "unix", "trivial-rewrite"),
    ...["verify", "proxymap"].map((name) => service(name, "unix", name)),
    service("qmgr", "unix", "qmgr", "300", "1"),
    ...["smtp", "lmtp", "error", "discard", "showq", "virtual"].map((name) => service(name, "unix", name)),
    service("retry", "unix", "error"),
    service("anvil", "unix", "anvil", "-", "1"),
    service("scache", "unix", "scache", "-", "1"),
    "postlog unix-dgram n - n - 1 postlogd",
  ];
  writeFileSync(join(at, "master.cf"), `${lines.join("\n")}\n`);
  return spawn(POSTFIX, ["-c", at, "start-fg"], { stdio: "ignore" });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** When something listens there; a server that does not come up in half a minute never will. */
async function reached(port: number): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1", () => resolve(true));
      socket.once("error", () => resolve(false));
      socket.once("connect", () => socket.destroy());
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Nothing listens on ${port}`);
}

/** Its script waits for its master, which alone is told to stop, with all that it started. */
async function endPostfix(folder: string, script: ChildProcess): Promise<void> {
  const over = new Promise((resolve) => script.once("exit", resolve));
  process.kill(Number(readFileSync(join(folder, "postfix/spool/pid/master.pid"), "utf8").trim()));
  if (script.exitCode === null) await over;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const over = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await over;
}

function ownAccount(): Owner {
  const { username, uid, gid } = userInfo();
  const group = execFileSync("id", ["-gn"], { encoding: "utf8" }).trim();
  return { name: username, group, uid, gid };
}

function isThere(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
