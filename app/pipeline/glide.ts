const MS = 180;

/**
 * Shows a card going from where it was to where it is; at once, for who asked for less motion. A copy travels above
 * the page, since a column clips what it holds.
 * @param to the card, or the folded column it went into
 */
export function glide(from: DOMRect, to: HTMLElement, like: HTMLElement): void {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const end = to.getBoundingClientRect();
  if (end.width === 0 || (Math.abs(end.x - from.x) < 2 && Math.abs(end.y - from.y) < 2)) return;
  const copy = like.cloneNode(true) as HTMLElement;
  copy.removeAttribute("data-card");
  copy.setAttribute("aria-hidden", "true");
  copy.inert = true;
  copy.classList.add("kcard--gliding");
  for (const [side, length] of Object.entries({ left: from.x, top: from.y, width: from.width }))
    copy.style.setProperty(side, `${length}px`);
  document.body.append(copy);
  if (to === like) to.classList.add("is-arriving");
  const way = `translate(${end.x - from.x}px, ${end.y - from.y}px)`;
  const animation = copy.animate([{ transform: "none" }, { transform: way }], {
    duration: MS,
    easing: "ease-out",
  });
  const land = () => {
    copy.remove();
    to.classList.remove("is-arriving");
  };
  animation.addEventListener("finish", land);
  animation.addEventListener("cancel", land);
}
