import { expect, test } from "vitest";
import { parseEnv } from "#app/env.server.ts";

test("an empty environment gives the defaults of the README", () => {
  expect(parseEnv({})).toMatchObject({
    ...{ PORT: 3000, HOST: "127.0.0.1", DATA_DIR: ".data", WORKER: "inline", BRAND: "neutre" },
    ...{ UPLOAD_MAX: 50_000_000, LOG_LEVEL: "info" },
  });
});

test("an empty variable is an absent one", () => {
  expect(parseEnv({ DATABASE_URL: "", PORT: "" })).toMatchObject({ PORT: 3000 });
});

test("each wrong value is named, all at once", () => {
  expect(() => parseEnv({ PORT: "http", WORKER: "maybe", BRAND: "marianne" })).toThrow(
    /PORT[\s\S]*WORKER[\s\S]*BRAND/,
  );
});

test("a database of one's own asks for a secret", () => {
  const url = "postgresql://essaim@localhost/essaim";
  expect(() => parseEnv({ DATABASE_URL: url })).toThrow("APP_SECRET");
  expect(parseEnv({ DATABASE_URL: url, APP_SECRET: "x".repeat(32) }).DATABASE_URL).toBe(url);
});

test.each([
  ["10", 10],
  ["20kB", 20_000],
  ["50 MB", 50_000_000],
])("an upload limit of %s is %d bytes", (text, bytes) => {
  expect(parseEnv({ UPLOAD_MAX: text }).UPLOAD_MAX).toBe(bytes);
});
