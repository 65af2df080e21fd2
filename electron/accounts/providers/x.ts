import type { OAuthProvider } from "./provider.ts";

/**
 * https://docs.x.com/fundamentals/authentication/oauth-2-0/user-access-token
 *
 * X compares the redirect with the registered one letter for letter, port and all.
 */
export const x: OAuthProvider = {
  id: "x",
  signIn: "browser",
  issuer: "https://x.com",
  authorization: "https://x.com/i/oauth2/authorize",
  token: "https://api.x.com/2/oauth2/token",
  authorizationParameters: {},
  scopes: [
    { name: "users.read", permission: "knowWho" },
    { name: "tweet.read", permission: "readPosts" },
    { name: "tweet.write", permission: "publishPosts" },
    { name: "media.write", permission: "uploadPictures" },
    { name: "offline.access", permission: null },
  ],
  client: { authentication: "basic", secret: "optional" },
  pkce: true,
  redirect: { host: "127.0.0.1", port: 47_121 },
  renewal: { kind: "refreshToken", rotates: true },
  revocation: { kind: "standard", url: "https://api.x.com/2/oauth2/revoke" },
  who: { from: "request", url: "https://api.x.com/2/users/me", path: ["data", "username"] },
  accessPage: "x.com/settings/connected_apps",
};
