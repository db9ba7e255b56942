import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { db } from "#app/db/db.server.ts";
import { remember } from "#app/remember.ts";
import { appSecret, baseUrl } from "#app/runtime.server.ts";

export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;
const WEEK = 7 * 24 * 60 * 60;

export const auth = remember("auth", () =>
  betterAuth({
    baseURL: baseUrl(),
    secret: appSecret(),
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: prismaAdapter(db, { provider: "postgresql" }),
    account: { modelName: "credential" },
    emailAndPassword: {
      enabled: true,
      // Accounts are made by the first run, an invitation or the command line.
      disableSignUp: true,
      minPasswordLength: PASSWORD_MIN,
      maxPasswordLength: PASSWORD_MAX,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: async ({ user, token }) => {
        const { sendPasswordLink } = await import("./password-link.server.ts");
        await sendPasswordLink(user.email, token);
      },
    },
    session: { expiresIn: WEEK, updateAge: WEEK / 7 },
    rateLimit: {
      enabled: true,
      storage: "database",
      window: 60,
      max: 120,
      customRules: {
        "/sign-in/email": { window: 60, max: 10 },
        "/request-password-reset": { window: 60, max: 5 },
        "/reset-password": { window: 60, max: 10 },
        "/change-password": { window: 60, max: 10 },
      },
    },
    advanced: {
      useSecureCookies: baseUrl().startsWith("https:"),
      cookiePrefix: "essaim",
      ipAddress: { ipAddressHeaders: ["x-essaim-client"] },
      defaultCookieAttributes: { sameSite: "lax", httpOnly: true },
    },
  }),
);
