import type { OAuthProvider } from "./provider.ts";

/** https://learn.microsoft.com/en-us/linkedin/shared/authentication/authorization-code-flow-native */
export const linkedin: OAuthProvider = {
  id: "linkedin",
  signIn: "browser",
  issuer: "https://www.linkedin.com/oauth",
  authorization: "https://www.linkedin.com/oauth/native-pkce/authorization",
  token: "https://www.linkedin.com/oauth/v2/accessToken",
  authorizationParameters: {},
  scopes: [
    { name: "openid", permission: null },
    { name: "profile", permission: "knowWho" },
    { name: "w_member_social", permission: "publishPosts" },
  ],
  client: { authentication: "post", secret: "optional" },
  pkce: true,
  redirect: { host: "127.0.0.1", port: null },
  // Refresh tokens are for chosen partners; the others' members sign in again after sixty days.
  renewal: { kind: "none" },
  revocation: null,
  who: { from: "idToken", claims: ["name", "email"] },
  accessPage: "linkedin.com/mypreferences/d/data-sharing-for-permitted-services",
};
