/** The id that an exchange will have: the browser makes it, so that what is sent twice is noted once. */
export function EntryId() {
  return (
    <input
      type="hidden"
      name="id"
      ref={(input) => {
        if (input && !input.value) input.value = newId();
      }}
    />
  );
}

/** For the next one, in the same form. */
export function renewId(form: HTMLFormElement | null): void {
  const field = form?.elements.namedItem("id");
  if (field instanceof HTMLInputElement) field.value = newId();
}

/** A random UUID (RFC 9562, version 4), where the page came by plain HTTP too: `randomUUID` is not there. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
