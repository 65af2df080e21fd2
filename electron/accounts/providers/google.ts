import type { OAuthProvider } from "./provider.ts";

/** https://developers.google.com/identity/protocols/oauth2/native-app */
export const google: OAuthProvider = {
  id: "google",
  signIn: "browser",
  issuer: "https://accounts.google.com",
  authorization: "https://accounts.google.com/o/oauth2/v2/auth",
  token: "https://oauth2.googleapis.com/token",
  // Without a new consent, Google gives a refresh token the first time only.
  authorizationParameters: { access_type: "offline", prompt: "consent" },
  scopes: [
    { name: "openid", permission: null },
    { name: "email", permission: "knowWho" },
    { name: "https://www.googleapis.com/auth/spreadsheets", permission: "sheets" },
    { name: "https://www.googleapis.com/auth/drive.file", permission: "files" },
  ],
  client: { authentication: "post", secret: "required" },
  pkce: true,
  redirect: { host: "127.0.0.1", port: null },
  renewal: { kind: "refreshToken", rotates: false },
  revocation: { kind: "standard", url: "https://oauth2.googleapis.com/revoke" },
  who: { from: "idToken", claims: ["email"] },
  accessPage: "myaccount.google.com/connections",
};
