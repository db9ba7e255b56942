import { data } from "react-router";
import type { z } from "zod";
import { AppError } from "./errors.ts";
import { parseOrThrow, typedValues } from "./form.ts";

type Refusal = { errors: Record<string, string[]>; values: Record<string, string> };

/**
 * The walk of every form: read, parse, do; a refusal answers its 4xx with `{ errors, values }`, and nothing typed is
 * lost. Anything else that is thrown (a redirect, a bug) goes on its way.
 */
export async function handleForm<S extends z.ZodType, Done>(
  request: Request,
  schema: S,
  act: (input: z.output<S>, form: FormData) => Promise<Done>,
): Promise<Done | ReturnType<typeof data<Refusal>>> {
  const form = await request.formData();
  try {
    return await act(parseOrThrow(schema, Object.fromEntries(form)), form);
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "not_found" || error.code === "forbidden") throw error;
    const fields = error.fields ?? { form: error.message };
    const errors = Object.fromEntries(Object.entries(fields).map(([name, message]) => [name, [message]]));
    return data<Refusal>({ errors, values: typedValues(form) }, { status: error.status });
  }
}
