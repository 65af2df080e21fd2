import type { OAuthProvider } from "./provider.ts";

/**
 * Facebook and Instagram: https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow
 *
 * Facebook takes a redirect to this computer only by the name `localhost`, and only while its app is in development.
 */
export const meta: OAuthProvider = {
  id: "meta",
  signIn: "browser",
  issuer: "https://www.facebook.com",
  authorization: "https://www.facebook.com/v23.0/dialog/oauth",
  token: "https://graph.facebook.com/v23.0/oauth/access_token",
  authorizationParameters: {},
  scopes: [
    { name: "public_profile", permission: "knowWho" },
    { name: "pages_show_list", permission: "readPages" },
    { name: "pages_read_engagement", permission: null },
    { name: "pages_manage_posts", permission: "publishPages" },
    { name: "instagram_basic", permission: null },
    { name: "instagram_content_publish", permission: "publishInstagram" },
  ],
  client: { authentication: "post", secret: "required" },
  pkce: false,
  redirect: { host: "localhost", port: null },
  renewal: { kind: "exchange", grant: "fb_exchange_token", parameter: "fb_exchange_token" },
  revocation: { kind: "delete", url: "https://graph.facebook.com/v23.0/me/permissions" },
  who: { from: "request", url: "https://graph.facebook.com/v23.0/me?fields=name", path: ["name"] },
  accessPage: "facebook.com/settings?tab=business_tools",
};
