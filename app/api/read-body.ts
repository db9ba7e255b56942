import { AppError } from "#app/errors.ts";

/**
 * The JSON of a request; undefined when it has no body.
 * @throws {AppError} unsupported_media_type, invalid (broken JSON), too_large (by the stream, when it lied on its size)
 */
export async function readBody(request: Request): Promise<unknown> {
  const type = request.headers.get("content-type")?.split(";")[0]!.trim().toLowerCase();
  if (type && !/^application\/([\w.-]+\+)?json$/.test(type))
    throw new AppError(
      "unsupported_media_type",
      "Le corps est en JSON : « Content-Type: application/json ».",
    );
  const text = await request.text();
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError("invalid", "Le corps n’est pas du JSON lisible.");
  }
}
