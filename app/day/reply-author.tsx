import { href, Link } from "react-router";
import type { Reply } from "./reply.ts";

/** Who answered, and the way to their file; the institution, when nobody is known. */
export function ReplyAuthor({ reply: { contact, institution } }: { reply: Reply }) {
  return (
    <Link
      className="fr-raw-link strong clip"
      to={
        contact
          ? href("/contacts/:id", { id: contact.id })
          : href("/institutions/:id", { id: institution.id })
      }
    >
      {authorName({ contact, institution })}
    </Link>
  );
}

export const authorName = ({ contact, institution }: Pick<Reply, "contact" | "institution">): string =>
  contact?.name ?? institution.name;
