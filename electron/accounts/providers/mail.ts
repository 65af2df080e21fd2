import type { PasswordProvider } from "./provider.ts";

export const mail: PasswordProvider = {
  id: "mail",
  signIn: "password",
  permissions: ["readMail", "sendMail"],
};
