import { href } from "react-router";
import { answerForm } from "#app/answer-form.server.ts";
import { memberContext } from "#app/auth/context.ts";
import { updateStops } from "#app/campaigns/stop-settings.server.ts";
import { ColleagueStop } from "#app/db/generated/enums.ts";
import { handleForm } from "#app/form.server.ts";
import { orOffline } from "#app/ui/or-offline.ts";
import { z } from "zod";
import type { Route } from "./+types/stops";

export const action = ({ request, context, params }: Route.ActionArgs) =>
  handleForm(
    request,
    z.object({ stopsColleagues: z.enum(ColleagueStop).optional(), stopStageId: z.string().optional() }),
    async (input) => {
      const setId = crypto.randomUUID();
      await updateStops(context.get(memberContext), params.id, input, { setId });
      return answerForm(
        request,
        { setId, message: "Arrêts modifiés." },
        href("/campagnes/:id", { id: params.id }),
      );
    },
  );

export const clientAction = ({ serverAction }: Route.ClientActionArgs) => orOffline(serverAction);
