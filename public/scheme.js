// Before the first paint, so that a dark page never flashes white.
{
  const html = document.documentElement;
  const scheme = localStorage.getItem("scheme") ?? "system";
  const dark =
    scheme === "dark" || (scheme === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  html.setAttribute("data-fr-scheme", scheme);
  html.setAttribute("data-fr-theme", dark ? "dark" : "light");
}
