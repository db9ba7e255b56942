import { z } from "zod";
import { memberContext } from "#app/auth/context.ts";
import { BULK_LISTS, bulkChange, sayCounts } from "#app/bulk/bulk.ts";
import { applyBulk, previewBulk } from "#app/bulk/bulk.server.ts";
import { chosenIds } from "#app/bulk/chosen.server.ts";
import { notFound } from "#app/errors.ts";
import { handleForm } from "#app/form.server.ts";
import type { Route } from "./+types/bulk";

/** One change to every chosen row; with `apercu`, only what it would do. */
export const action = ({ request, params, context }: Route.ActionArgs) =>
  handleForm(request, bulkChange, async (change, form) => {
    const member = context.get(memberContext);
    const list = z.enum(BULK_LISTS).safeParse(params.list).data;
    if (!list) throw notFound("Cette liste");
    const ids = await chosenIds(member, list, form);
    if (form.has("apercu")) return { preview: await previewBulk(member, list, ids, change) };
    const setId = crypto.randomUUID();
    const counts = await applyBulk(member, list, ids, change, { setId });
    return { setId, counts, message: sayCounts(list, counts, true) };
  });
