import { href, redirect } from "react-router";

/** The list is where the day starts. */
export const loader = () => redirect(href("/institutions"));
