import type { TokenProvider } from "./provider.ts";

/** https://core.telegram.org/bots/api#authorizing-your-bot */
export const telegram: TokenProvider = {
  id: "telegram",
  signIn: "token",
  permissions: ["sendMessages"],
  pattern: /^\d{6,20}:[\w-]{30,100}$/,
  check: "https://api.telegram.org/bot{token}/getMe",
  // A token is taken back by asking @BotFather for a new one.
  accessPage: "t.me/BotFather",
};
