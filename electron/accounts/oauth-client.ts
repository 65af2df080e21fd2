import * as oauth from "oauth4webapi";
import * as z from "zod";
import type { ClientRegistration } from "../config.ts";
import type { OAuthProvider } from "./providers/provider.ts";
import { signInFailure } from "./sign-in-failed.ts";

/** What opens a vendor's doors. It is kept in the vault and stays in main. */
export const Grant = z.object({
  accessToken: z.string(),
  refreshToken: z.string().nullable(),
  /** Unix milliseconds at which the access token ends; null where it does not. */
  accessUntil: z.number().nullable(),
});
export type Grant = z.infer<typeof Grant>;

/** A fresh grant, and what the vendor said about it. */
export interface Granted {
  readonly grant: Grant;
  /** Unix milliseconds at which a person has to sign in again; null where the vendor names no end. */
  readonly lastsUntil: number | null;
  /** Null where the vendor did not say: then all that was asked for. */
  readonly scopes: readonly string[] | null;
  readonly who: string | null;
}

/** What a sign-in is known by on both sides of the browser. */
interface SignInRequest {
  readonly redirectUri: string;
  readonly state: string;
  /** The code verifier of PKCE, which only the token request shows. */
  readonly verifier: string;
}

export interface OAuthClient {
  /** Where the browser is sent. */
  authorizationUrl(request: SignInRequest): Promise<string>;
  /** Takes the vendor's answer, which has to carry the request's `state`. Throws `SignInFailed`, as the others below do. */
  redeem(answer: URLSearchParams, request: SignInRequest, signal: AbortSignal): Promise<Granted>;
  refresh(refreshToken: string, signal: AbortSignal): Promise<Grant>;
  revoke(grant: Grant, signal: AbortSignal): Promise<"revoked" | "notOffered">;
}

export interface OAuthClientOptions {
  readonly provider: OAuthProvider;
  readonly registration: ClientRegistration;
  /** Plain HTTP is for a server on this computer only. */
  readonly insecure: boolean;
  readonly now: () => number;
}

/** Milliseconds that a vendor has for one answer. */
const answerTimeout = 20_000;

/** The vendor's side of an account: RFC 6749 with PKCE, refresh and revocation, as far as it supports them. */
export function createOAuthClient({
  provider,
  registration,
  insecure,
  now,
}: OAuthClientOptions): OAuthClient {
  const server: oauth.AuthorizationServer = {
    issuer: provider.issuer,
    authorization_endpoint: provider.authorization,
    token_endpoint: provider.token,
    ...(provider.revocation && { revocation_endpoint: provider.revocation.url }),
  };
  const client: oauth.Client = { client_id: registration.id };
  const authentication = authenticationOf(provider, registration);
  const within = (signal: AbortSignal) => ({
    signal: AbortSignal.any([signal, AbortSignal.timeout(answerTimeout)]),
    [oauth.allowInsecureRequests]: insecure,
  });
  const grantOf = (response: oauth.TokenEndpointResponse, earlier: string | null): Grant => ({
    accessToken: response.access_token,
    refreshToken: response.refresh_token ?? earlier,
    accessUntil: response.expires_in === undefined ? null : now() + response.expires_in * 1000,
  });
  const exchanged = async (response: oauth.TokenEndpointResponse, signal: AbortSignal) => {
    const { renewal } = provider;
    if (renewal.kind !== "exchange") return response;
    const parameters = { [renewal.parameter]: response.access_token };
    const answer = await oauth.genericTokenEndpointRequest(
      server,
      client,
      authentication,
      renewal.grant,
      parameters,
      within(signal),
    );
    return oauth.processGenericTokenEndpointResponse(server, client, answer);
  };

  return {
    async authorizationUrl({ redirectUri, state, verifier }) {
      const url = new URL(provider.authorization);
      url.search = String(
        new URLSearchParams({
          client_id: registration.id,
          response_type: "code",
          redirect_uri: redirectUri,
          scope: provider.scopes.map(({ name }) => name).join(" "),
          state,
          code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
          code_challenge_method: "S256",
          ...provider.authorizationParameters,
        }),
      );
      return url.href;
    },
    redeem: (parameters, { redirectUri, state, verifier }, signal) =>
      orSignInFailed(async () => {
        const checked = oauth.validateAuthResponse(server, client, parameters, state);
        const answer = await oauth.authorizationCodeGrantRequest(
          server,
          client,
          authentication,
          checked,
          redirectUri,
          verifier,
          within(signal),
        );
        const first = await oauth.processAuthorizationCodeResponse(server, client, answer);
        const lasting = await exchanged(first, signal);
        const grant = grantOf(lasting, null);
        return {
          grant,
          lastsUntil: grant.refreshToken === null ? grant.accessUntil : refreshUntil(lasting, now()),
          scopes: first.scope?.split(/[\s,]+/) ?? null,
          who: await whoOf(provider, first, within(signal)),
        };
      }),
    refresh: (refreshToken, signal) =>
      orSignInFailed(async () => {
        const answer = await oauth.refreshTokenGrantRequest(
          server,
          client,
          authentication,
          refreshToken,
          within(signal),
        );
        return grantOf(await oauth.processRefreshTokenResponse(server, client, answer), refreshToken);
      }),
    revoke: (grant, signal) =>
      orSignInFailed(async () => {
        if (provider.revocation === null) return "notOffered";
        if (provider.revocation.kind === "standard")
          await oauth.processRevocationResponse(
            await oauth.revocationRequest(
              server,
              client,
              authentication,
              grant.refreshToken ?? grant.accessToken,
              within(signal),
            ),
          );
        else await authorized("DELETE", provider.revocation.url, grant.accessToken, within(signal));
        return "revoked";
      }),
  };
}

/** Some vendors end a refresh token as well, and say when in a field of their own. */
function refreshUntil({ refresh_token_expires_in: seconds }: oauth.TokenEndpointResponse, now: number) {
  return typeof seconds === "number" && seconds > 0 ? now + seconds * 1000 : null;
}

function authenticationOf({ client }: OAuthProvider, { secret }: ClientRegistration): oauth.ClientAuth {
  if (secret === null) return oauth.None();
  return client.authentication === "basic" ? oauth.ClientSecretBasic(secret) : oauth.ClientSecretPost(secret);
}

async function orSignInFailed<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw signInFailure(error) ?? error;
  }
}

/** A connection is good without a name, so one that cannot be found is no failure. */
async function whoOf(
  { who }: OAuthProvider,
  response: oauth.TokenEndpointResponse,
  options: oauth.ProtectedResourceRequestOptions,
): Promise<string | null> {
  if (who.from === "idToken") {
    const claims = oauth.getValidatedIdTokenClaims(response) ?? {};
    return who.claims.map((claim) => textOf(claims, [claim])).find((name) => name !== null) ?? null;
  }
  try {
    const answer = await authorized("GET", who.url, response.access_token, options);
    return textOf(await answer.json(), who.path);
  } catch {
    return null;
  }
}

async function authorized(
  method: string,
  url: string,
  accessToken: string,
  options: oauth.ProtectedResourceRequestOptions,
): Promise<Response> {
  const answer = await oauth.protectedResourceRequest(
    accessToken,
    method,
    new URL(url),
    undefined,
    null,
    options,
  );
  if (!answer.ok) throw new Error(`The vendor answered ${answer.status}`);
  return answer;
}

function textOf(value: unknown, path: readonly string[]): string | null {
  const found = path.reduce<unknown>(
    (inner, key) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
  return typeof found === "string" && found !== "" ? found.slice(0, 200) : null;
}
