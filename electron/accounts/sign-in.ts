import { generateRandomCodeVerifier, generateRandomState } from "oauth4webapi";
import { openLoopback } from "./loopback.ts";
import type { Granted, OAuthClient } from "./oauth-client.ts";
import type { OAuthProvider } from "./providers/provider.ts";

export interface SignInOptions {
  readonly provider: OAuthProvider;
  readonly client: OAuthClient;
  readonly language: "en" | "es-MX";
  /** Shows the vendor's page: `url` is the page itself, `link` one of this computer that leads there. */
  readonly open: (page: { readonly url: string; readonly link: string }) => Promise<void>;
  /** Keeps what the vendor granted; the browser is told that it worked once this has resolved. */
  readonly keep: (granted: Granted) => Promise<void>;
  readonly signal: AbortSignal;
}

/** One sign-in with the system's browser (RFC 8252). Throws `SignInFailed`, or the signal's reason. */
export async function signIn(options: SignInOptions): Promise<void> {
  const { provider, client, language, open, keep, signal } = options;
  const state = generateRandomState();
  await using loopback = await openLoopback({ ...provider.redirect, state, language });
  const request = { redirectUri: loopback.redirectUri, state, verifier: generateRandomCodeVerifier() };
  const url = await client.authorizationUrl(request);
  loopback.leadTo(url);
  await open({ url, link: loopback.startLink });
  const answer = await loopback.answer(signal);
  try {
    await keep(await client.redeem(answer.parameters, request, signal));
    answer.finish("connected");
  } catch (error) {
    answer.finish("notConnected");
    throw error;
  }
}
