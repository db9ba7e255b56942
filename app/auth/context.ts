import { createContext } from "react-router";
import type { Actor } from "./actor.ts";

type Product = { id: string; name: string; demo: boolean; reachUnit: string };

/** An actor, with what the shell shows of them. */
export type Member = Actor & {
  user: { id: string; name: string; email: string };
  product: Product;
  products: Product[];
};

/** Set by the layout of every signed-in page; loaders and actions below it read the actor here. */
export const memberContext = createContext<Member>();
