import { expect, test } from "vitest";
import { schemaDiff } from "../schema-diff.ts";

test("the migrations make exactly the schema that the code is generated from", async () => {
  expect((await schemaDiff()).replace("-- This is an empty migration.", "").trim()).toBe("");
});
