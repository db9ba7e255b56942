import { Form, href, useLocation } from "react-router";
import { Button } from "#app/ui/button.tsx";
import type { ExportList } from "./lists.ts";

/** « Exporter »: the whole list that the URL says, as a file. A POST, for who took what is noted. */
export function ExportLink({ list, label = "Exporter" }: { list: ExportList; label?: string }) {
  const { search } = useLocation();
  return (
    <Form method="post" action={`${href("/exports/:list", { list })}${search}`} reloadDocument>
      <Button type="submit" look="ghost" icon="download-line">
        {label}
      </Button>
    </Form>
  );
}
