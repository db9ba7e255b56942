/** Writes `tests/dila/sample.json`: `node tests/dila/make-sample.ts`, after a change of the packages or of the traps. */
import { writeFile } from "node:fs/promises";
import { makeSample } from "./sample.ts";

const { records } = await makeSample();
const lines = records.map((record) => JSON.stringify(record)).join(",\n");
await writeFile(new URL("sample.json", import.meta.url), `[\n${lines}\n]\n`);
