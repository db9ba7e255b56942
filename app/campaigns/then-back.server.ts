import { href, redirect } from "react-router";
import { AppError } from "#app/errors.ts";

/**
 * Does what a button of a campaign's page asks, then shows the page again. A gesture that came too late (the campaign
 * has ended, someone else was faster) changes nothing: the page says how things stand.
 */
export async function thenBack(id: string, act: () => Promise<unknown>): Promise<Response> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "conflict") throw error;
  }
  return redirect(href("/campagnes/:id", { id }));
}
