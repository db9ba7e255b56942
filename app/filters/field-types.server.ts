import { z } from "zod";
import { Prisma } from "#app/db/generated/client.ts";
import type { Op, RelativeDay, Value } from "./filter.ts";

type Scalar = Exclude<Value, RelativeDay>;

type FieldType = {
  ops: readonly Op[];
  /** Values a reader may give. PostgreSQL would stop on any other, with an error that is not theirs. */
  value: z.ZodType<Scalar>;
  /** What is compared, when it is not the expression itself. */
  compared?: (sql: Prisma.Sql) => Prisma.Sql;
  parameter: (value: Scalar) => Prisma.Sql;
  /** How PostgreSQL writes it as text, which is how a cursor carries it. */
  written: z.ZodType<string>;
  /** Reads that text back, for the expression itself. */
  readBack: (text: string) => Prisma.Sql;
};

const presence = ["empty", "filled"] as const;
const plain = (value: Scalar) => Prisma.sql`${value}`;
const asDate = (value: Scalar) => Prisma.sql`${value}::date`;
const asInteger = (value: Scalar) => Prisma.sql`${value}::bigint`;
const asUuid = (value: Scalar) => Prisma.sql`${value}::uuid`;
// PostgreSQL refuses the character zero in a text.
const text = z
  .string()
  .max(200)
  .regex(/^[^\0]*$/);
const cursorText = z
  .string()
  .max(1000)
  .regex(/^[^\0]*$/);

/** Every type a field may have: what can be asked of it, and how its values travel. */
export const TYPES = {
  text: {
    ops: ["is", "isNot", "contains", ...presence],
    ...{ value: text, parameter: plain, written: cursorText, readBack: plain },
  },
  /** A code, or a value among those the field lists: a PostgreSQL enumeration has to list its own. */
  choice: {
    ops: ["is", "isNot", ...presence],
    ...{ value: text, parameter: plain, written: cursorText, readBack: plain },
  },
  id: {
    ops: ["is", "isNot", ...presence],
    ...{ value: z.uuid(), parameter: asUuid, written: z.uuid(), readBack: asUuid },
  },
  number: {
    ops: ["is", "isNot", "atLeast", "atMost", ...presence],
    value: z.int(),
    parameter: asInteger,
    written: z.string().regex(/^-?\d{1,15}$/),
    readBack: asInteger,
  },
  boolean: {
    ops: ["is"],
    value: z.boolean(),
    parameter: plain,
    written: z.enum(["true", "false"]),
    readBack: (written) => Prisma.sql`${written}::boolean`,
  },
  day: {
    ops: ["is", "before", "after", ...presence],
    ...{ value: z.iso.date(), parameter: asDate, written: z.iso.date(), readBack: asDate },
  },
  /** Several texts at once: `is` asks for any of them to be there. */
  tags: {
    ops: ["is", "isNot", ...presence],
    ...{ value: text, parameter: plain, written: cursorText, readBack: plain },
  },
  /** A moment, asked about by days, which are those of Paris. */
  moment: {
    ops: ["is", "before", "after", ...presence],
    value: z.iso.date(),
    compared: (sql) => Prisma.sql`(${sql} AT TIME ZONE 'Europe/Paris')::date`,
    parameter: asDate,
    written: z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/),
    readBack: (written) => Prisma.sql`${written}::timestamptz`,
  },
} satisfies Record<string, FieldType> as Record<
  "text" | "choice" | "id" | "number" | "boolean" | "day" | "moment" | "tags",
  FieldType
>;
