import type { z } from "zod";
import type { Actor, Role } from "#app/auth/actor.ts";
import type { ErrorCode } from "#app/errors.ts";

/** One method of one path: what it takes, what it answers. The calls and the document are both read from it. */
export type Operation = {
  /** In French, as the document's reader finds it. */
  summary: string;
  description?: string;
  /** The least role that may; null: no token is asked for. */
  role: Role | null;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** A body that `body` accepts: shown in the document, and what the tests start from. */
  example?: unknown;
  answer: z.ZodType;
  /** What else it may refuse with, beside what every call may. */
  refusals?: ErrorCode[];
  run: (call: Call<never, never>) => unknown;
};

/** A call already checked: `id` is a UUID, `query` and `body` are what the schemas made of them. */
type Call<Query, Body> = { actor: Actor; id: string; query: Query; body: Body };

type Typed<Query extends z.ZodObject, Body extends z.ZodType, Answer extends z.ZodType> = {
  query?: Query;
  body?: Body;
  example?: z.input<Body>;
  answer: Answer;
  run: (call: Call<z.output<Query>, z.output<Body>>) => Promise<z.input<Answer>> | z.input<Answer>;
};

/** Types `run` after the schemas beside it. */
export function operation<Query extends z.ZodObject, Body extends z.ZodType, Answer extends z.ZodType>(
  described: Omit<Operation, keyof Typed<Query, Body, Answer>> & Typed<Query, Body, Answer>,
): Operation {
  return described;
}

export type Method = "GET" | "POST" | "PUT" | "PATCH";

/** `path` is under /api/v1, with `:id` where an id goes. */
export type Endpoint = { method: Method; path: string; operation: Operation };
