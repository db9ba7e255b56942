/** Loaded before a process that is to live so many days from now: `NODE_OPTIONS=--import=…`, `DAYS_LATER=10`. */
const ahead = Number(process.env.DAYS_LATER) * 86_400_000;
const now = () => clock() + ahead;
const clock = Date.now;

globalThis.Date = new Proxy(Date, {
  construct: (Real, given, target) => Reflect.construct(Real, given.length > 0 ? given : [now()], target),
  apply: () => new Date().toString(),
  get: (Real, name) => (name === "now" ? now : Reflect.get(Real, name)),
});
