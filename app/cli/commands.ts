import type { Command } from "./command.ts";

const email = { value: "E", required: true, help: "e-mail address of the account" };
const product = { value: "P", help: "id or name of the product; the most recent when absent" };

const importCommand = (kind: "contacts" | "institutions" | "usage", what: string): Command => ({
  name: `import ${kind}`,
  summary: `Bring ${what} in from a CSV or XLSX file; tell what was made, changed, left and refused`,
  argument: { name: "file", value: "FILE", help: "the file, its first line telling its columns" },
  options: {
    "dry-run": { help: "tell what would be done, and do nothing" },
    source: { value: "S", help: "where the addresses come from, for the lines that do not say it" },
    email: { value: "E", help: "the account to act as" },
    product,
  },
  load: async () => (await import("./commands/import.server.ts")).importFile(kind),
});

/** Every command, in the order `help` tells them. */
export const COMMANDS: Command[] = [
  {
    name: "setup",
    summary: "Make a product, and the account of its administrator when there is none; load the universe",
    options: {
      product: { value: "NAME", required: true, help: "the public service being deployed" },
      email,
      password: {
        value: "P",
        required: true,
        help: "a new account's, or the one it has: 12 characters at least",
      },
      name: { value: "N", help: "how mails are signed; the start of the address when absent" },
      "no-universe": { help: "do not load the institutions of France now" },
    },
    load: async () => (await import("./commands/setup.server.ts")).setUp,
  },
  {
    name: "token create",
    summary: "Give an account a token for the API, in its most recent product unless told otherwise",
    options: {
      email,
      product: { value: "P", help: "id or name of one of its products" },
      label: { value: "L", help: "what the token is for" },
    },
    load: async () => (await import("./commands/token-create.server.ts")).createApiToken,
  },
  {
    name: "token list",
    summary: "Tell the tokens that open a product, and when each was last used",
    options: { product },
    load: async () => (await import("./commands/token-list.server.ts")).tellTokens,
  },
  {
    name: "token revoke",
    summary: "Close a token, by the id that token list tells",
    options: { id: { value: "ID", required: true, help: "the token's id" }, product },
    load: async () => (await import("./commands/token-revoke.server.ts")).closeToken,
  },
  {
    name: "universe load",
    summary: "Load the institutions of France, or what is missing of them; or their phones and addresses",
    options: {
      dila: { value: "FILE", help: "a dump of the administration's directory, .json or .json.gz" },
      "dry-run": { help: "with --dila: tell what would change, and leave nothing" },
    },
    load: async () => (await import("./commands/universe-load.server.ts")).loadReferenceData,
  },
  {
    name: "mailbox add",
    summary: "Add a mailbox to write from, in the most recent product unless told otherwise",
    options: {
      from: { value: "A", required: true, help: "the address mails come from" },
      "smtp-url": { value: "U", required: true, help: "smtp://user:password@host:port, or smtps://" },
      name: { value: "N", help: "the name recipients see; the address when absent" },
      "daily-cap": { value: "N", help: "messages a day at most, or none; 40 when absent" },
      "no-window": { help: "send at any hour of any day, without spacing" },
      email: { value: "E", help: "the account to act as" },
      product,
    },
    load: async () => (await import("./commands/mailbox-add.server.ts")).addMailbox,
  },
  importCommand("contacts", "people"),
  importCommand("institutions", "institutions"),
  importCommand("usage", "usage figures"),
  {
    name: "import undo",
    summary:
      "Undo an import: what it made leaves, what it changed is as before, what was touched since stays",
    argument: { name: "id", value: "ID", help: "the id that the import answered" },
    options: { email: { value: "E", help: "the account to act as" }, product },
    load: async () => (await import("./commands/import-undo.server.ts")).undoImport,
  },
  {
    name: "demo seed",
    summary: "Make the demonstration, or finish it: its account, the universe, its story",
    options: {},
    load: async () => (await import("./commands/demo-seed.server.ts")).seedDemonstration,
  },
  {
    name: "password link",
    summary: "Make a link that sets a new password; valid one hour, once",
    options: { email },
    load: async () => (await import("./commands/password-link.server.ts")).makePasswordLink,
  },
];
