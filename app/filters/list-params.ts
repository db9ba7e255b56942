import { parseFilter } from "./filter.ts";

/**
 * What the URL of a list says: what is typed (`q`), the filter (`filtre`), the order (`tri`), the page (`curseur`).
 * @throws {AppError} invalid, when the filter cannot be read
 */
export function readListParams(params: URLSearchParams) {
  return {
    q: params.get("q"),
    filter: parseFilter(params.get("filtre")),
    sort: params.get("tri"),
    cursor: params.get("curseur"),
  };
}
