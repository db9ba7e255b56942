import { defineConfig } from "prisma/config";

// `prisma generate` asks where the schema engine is, and never runs it: any existing program will do.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "postgresql://localhost/essaim" },
});
