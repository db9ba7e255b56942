import { type ComponentProps, useEffect, useId, useRef } from "react";
import { href, useFetcher } from "react-router";
import { TextField } from "#app/ui/form.tsx";
import type { TerritoryChoice } from "./territories.server.ts";

/** A territory by its name, offered while one types; its code does as well, with or without JavaScript. */
export function TerritoryField(props: ComponentProps<typeof TextField>) {
  const list = useId();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const fetcher = useFetcher<TerritoryChoice[]>();
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <>
      <TextField
        {...props}
        list={list}
        autoComplete="off"
        onInput={({ currentTarget: { value } }) => {
          clearTimeout(timer.current);
          const query = new URLSearchParams({ q: value });
          timer.current = setTimeout(() => void fetcher.load(`${href("/territoires")}?${query}`), 200);
        }}
      />
      <datalist id={list}>
        {fetcher.data?.map(({ code, label }) => (
          <option key={code} value={label} />
        ))}
      </datalist>
    </>
  );
}
