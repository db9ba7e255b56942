import type { ErrorResponse } from "react-router";

/** The codes a caller can meet, and the HTTP status each one answers. */
const STATUS = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  too_large: 413,
  unsupported_media_type: 415,
  too_many_requests: 429,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof STATUS;

type More = {
  /** The faulty fields, each with its sentence. */
  fields?: Record<string, string>;
  /** More for the caller, spread beside `code` in an API answer. */
  details?: Record<string, unknown>;
};

/**
 * An expected refusal, whose French `message` is shown as it is.
 * Not an Error on purpose: it has the shape of the router's own error responses, which keeps its status and its
 * sentence when thrown from a loader, where the router would blank out an Error.
 */
export class AppError implements ErrorResponse {
  readonly name = "AppError";
  readonly code: ErrorCode;
  readonly message: string;
  readonly fields: Record<string, string> | undefined;
  readonly details: Record<string, unknown> | undefined;
  readonly status: number;
  readonly statusText: string;
  readonly internal = false;
  /** Its own property, not a getter: the page that hydrates receives a copy of this object. */
  readonly data: { code: ErrorCode; message: string };

  constructor(code: ErrorCode, message: string, { fields, details }: More = {}) {
    this.code = code;
    this.message = message;
    this.fields = fields;
    this.details = details;
    this.status = STATUS[code];
    this.statusText = code;
    this.data = { code, message };
  }
}

/** An id that is malformed, unknown or another product's: nobody can tell the three apart. */
export function notFound(what = "Cette page"): AppError {
  return new AppError("not_found", `${what} n’existe pas, ou n’est pas dans votre produit.`);
}
