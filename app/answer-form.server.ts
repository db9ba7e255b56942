import { redirect } from "react-router";

/**
 * The answer to a form that went well: a fetcher gets `answer`; a browser without JavaScript goes back to the page
 * the form was sent from, or to `fallback` when that page was the form alone.
 */
export function answerForm<Answer>(request: Request, answer: Answer, fallback: string): Answer | Response {
  // React Router asks for data with `*/*`; a document is asked for by name.
  if (!request.headers.get("Accept")?.includes("text/html")) return answer;
  const referer = request.headers.get("Referer");
  const from = referer && URL.canParse(referer) ? new URL(referer) : null;
  const formAlone = !from || from.pathname === new URL(request.url).pathname;
  // One slash: two would lead to another site.
  return redirect(formAlone ? fallback : from.pathname.replace(/^\/+/, "/") + from.search, 303);
}
