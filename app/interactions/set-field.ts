type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Puts a value in a field as if it had been typed: React hears of it, as does whoever keeps a draft. */
export function setField(field: Field, value: string): void {
  // React watches the property of each element: its prototype's is the one that types.
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value")?.set?.call(field, value);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Ticks a box or chooses a button, as a click would. */
export function setChecked(box: HTMLInputElement, checked: boolean): void {
  if (box.checked !== checked) box.click();
}
