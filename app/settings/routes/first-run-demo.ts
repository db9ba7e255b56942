import { href, redirect } from "react-router";

// The demonstration's helper replaces this file; it only lets the house be built meanwhile.
export const loader = () => redirect(href("/demarrage"));
