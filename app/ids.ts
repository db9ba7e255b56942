import { notFound } from "./errors.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const isUuid = (text: string): boolean => UUID.test(text);

/** @throws {AppError} not_found: a malformed id is no more than one that does not exist */
export function uuidOr404(id: string | undefined, what?: string): string {
  if (id !== undefined && isUuid(id)) return id.toLowerCase();
  throw notFound(what);
}
