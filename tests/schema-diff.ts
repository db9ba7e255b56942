import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { readMigrations } from "#app/db/migrate.server.ts";
import { startEmbeddedPostgres } from "#app/db/postgres.server.ts";
import { remember } from "#app/remember.ts";
import { TEST_DATA_DIR } from "./test-data-dir.ts";

/** The SQL that takes prisma/migrations to prisma/schema; empty (or a comment that says so) when they agree. */
export async function schemaDiff(): Promise<string> {
  const server = await startEmbeddedPostgres(TEST_DATA_DIR);
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  const name = `shadow_${process.pid}`;
  await admin.query(`CREATE DATABASE ${name}`);
  const factory = engineAdapter(server.url.replace("/essaim?", `/${name}?`));
  try {
    const migrationAware = Object.assign(factory, { connectToShadowDb: () => factory.connect() });
    const engine = await schemaEngine(bindMigrationAwareSqlAdapterFactory(migrationAware as never));
    const result = await engine.diff({
      from: { tag: "migrations", ...migrationsList("prisma/migrations") },
      to: { tag: "schemaDatamodel", files: schemaFiles("prisma/schema"), configDir: "." },
      script: true,
      shadowDatabaseUrl: null,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    return result.stdout ?? "";
  } finally {
    await factory.close();
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
    await server.release();
  }
}

type Engine = { diff(input: unknown): Promise<{ stdout: string | null }> };

async function schemaEngine(adapter: unknown): Promise<Engine> {
  // The glue holds one instance for the whole process.
  const glue = await remember("schema-engine", instantiate);
  return (glue.SchemaEngine as { new: (...args: unknown[]) => Promise<Engine> }).new(
    { datamodels: undefined },
    () => {},
    adapter,
  );
}

async function instantiate() {
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: { set_message: (text: string) => console.error(text) },
  });
  const glue = (await import("@prisma/schema-engine-wasm/schema_engine_bg" as string)) as Record<
    string,
    unknown
  >;
  const require = createRequire(import.meta.url);
  const wasm = require.resolve("@prisma/schema-engine-wasm/schema_engine_bg").replace(/\.js$/, ".wasm");
  // Its 10 s lock timeout is never cleared: without unref, every command would wait for it before it exits.
  const timer = Object.keys(glue).find((key) => key.startsWith("__wbg_setTimeout_"))!;
  const imports = { ...glue, [timer]: (run: () => void, ms: number) => setTimeout(run, ms >>> 0).unref() };
  const { instance } = await WebAssembly.instantiate(readFileSync(wasm), {
    "./schema_engine_bg.js": imports as WebAssembly.ModuleImports,
  });
  (glue.__wbg_set_wasm as (exports: unknown) => void)(instance.exports);
  (instance.exports as { __wbindgen_start(): void }).__wbindgen_start();
  return glue;
}

function schemaFiles(folder: string) {
  return readdirSync(folder).map((file) => ({
    path: `${folder}/${file}`,
    content: readFileSync(join(folder, file), "utf8"),
  }));
}

function migrationsList(folder: string) {
  return {
    baseDir: resolve(folder),
    shadowDbInitScript: "",
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    migrationDirectories: readMigrations(folder).map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok", value: sql } },
    })),
  };
}

/**
 * adapter-pg as the schema engine needs it. As shipped, it cuts scripts at every « ; » (comments, strings, function
 * bodies), refuses columns of type "char" (the catalogue is full of them) and leaves its pool, with the engine's lock.
 */
function engineAdapter(url: string) {
  const factory = new PrismaPg({ connectionString: url, max: 1 });
  const connect = factory.connect.bind(factory);
  const opened: { dispose(): Promise<void> }[] = [];
  const CHAR = 18;
  const BPCHAR = 1042;
  factory.connect = async () => {
    const adapter = (await connect()) as any;
    opened.push(adapter);
    const { performIO, queryRaw } = adapter;
    let chars: number[] = [];
    adapter.performIO = async (query: unknown) => {
      const result = await performIO.call(adapter, query);
      chars = result.fields.flatMap((field: { dataTypeID: number }, i: number) =>
        field.dataTypeID === CHAR ? [i] : [],
      );
      for (const i of chars) result.fields[i].dataTypeID = BPCHAR;
      return result;
    };
    adapter.queryRaw = async (query: unknown) => {
      const result = await queryRaw.call(adapter, query);
      for (const i of chars) result.columnTypes[i] = ColumnTypeEnum.Character;
      return result;
    };
    adapter.executeScript = async (script: string) => {
      try {
        await adapter.client.query(script);
      } catch (error) {
        adapter.onError(error);
      }
    };
    return adapter;
  };
  const close = async () => {
    for (const adapter of opened) await adapter.dispose().catch(() => {});
  };
  return Object.assign(factory, { close });
}
