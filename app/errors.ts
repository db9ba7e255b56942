/** The codes a caller can meet, and the HTTP status each one answers. */
const STATUS = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  too_large: 413,
  too_many_requests: 429,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof STATUS;

/** An expected refusal: `message` is French and shown as it is, `fields` names the faulty ones. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: Record<string, string> | undefined;
  /** More for the caller, spread beside `code` in an API answer. */
  readonly details: Record<string, unknown> | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    more: { fields?: Record<string, string>; details?: Record<string, unknown> } = {},
  ) {
    super(message);
    this.name = "AppError";
    this.code = code;
    this.fields = more.fields;
    this.details = more.details;
  }

  get status(): number {
    return STATUS[this.code];
  }
}

/** An id that is malformed, unknown or another product's: the three are told apart by nobody. */
export function notFound(what = "Cette page"): AppError {
  return new AppError("not_found", `${what} n’existe pas, ou n’est pas dans votre produit.`);
}
