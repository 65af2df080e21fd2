import { createHash, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { generateKeyPair, SignJWT } from "jose";
import { type OAuthAccountId, OAuthAccountId as OAuthIds } from "#shared/contract/accounts.ts";

/** How the vendors behave, until it is said otherwise. */
interface Behaviour {
  /** What the person, or the vendor, answers instead of a code. */
  refuse: string | null;
  /** Seconds that an access token holds; null leaves it out of the answer. */
  expiresIn: number | null;
  refreshTokens: "none" | "kept" | "rotated";
  /** Scopes that are granted; null grants, and names, all that was asked for. */
  scopes: readonly string[] | null;
  /** Seconds that the vendor's clock is behind. */
  clockBehind: number;
  /** What the token endpoint answers instead. */
  tokenFailure: { status: number; error?: string; retryAfter?: number } | null;
  /** What the revocation endpoint answers instead of 200. */
  revocationStatus: number | null;
}

const usual: Behaviour = {
  refuse: null,
  expiresIn: 3600,
  refreshTokens: "kept",
  scopes: null,
  clockBehind: 0,
  tokenFailure: null,
  revocationStatus: null,
};

interface Asked {
  readonly vendor: OAuthAccountId;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly challenge: string;
  readonly scope: string;
}

/**
 * Every vendor at once on one port, as their RFCs have them: codes that count once, with PKCE (7636) and the very redirect
 * that was asked with, loopback redirects of any port (8252), refresh tokens that end when they are rotated (6749) and
 * are revoked with what came of them (7009). It also stands for the vendors' calls that say who one is.
 */
export interface AuthorisationServer extends AsyncDisposable {
  readonly url: string;
  readonly behaviour: Behaviour;
  readonly clients: Record<OAuthAccountId, { id: string; secret: string | null }>;
  /** A bot that Telegram knows. */
  readonly botToken: string;
  /** Whatever must never be seen outside of main: codes, tokens, client secrets, verifiers. */
  readonly secrets: ReadonlySet<string>;
  /** Requests that broke a rule, in words. */
  readonly complaints: readonly string[];
  readonly counts: { token: number; refresh: number; revoke: number };
  isAlive(token: string): boolean;
  /** Ends every token, as when access is taken away at the vendor. */
  revokeAll(): void;
  /** Lets refresh requests wait until the answer is called. */
  holdRefreshes(): () => void;
}

/** Made once for all servers of a process: it takes a while. */
let keys: ReturnType<typeof generateKeyPair> | undefined;

export async function startAuthorisationServer(): Promise<AuthorisationServer> {
  const behaviour = { ...usual };
  const clients = Object.fromEntries(
    OAuthIds.options.map((vendor) => [vendor, { id: `${vendor}-client`, secret: `${vendor}-${random()}` }]),
  ) as AuthorisationServer["clients"];
  const botToken = `123456789:${random()}${random()}`;
  const secrets = new Set<string>([botToken, ...Object.values(clients).map(({ secret }) => secret ?? "")]);
  const codes = new Map<string, Asked>();
  const alive = new Map<string, Asked>();
  const complaints: string[] = [];
  const counts = { token: 0, refresh: 0, revoke: 0 };
  const { privateKey } = await (keys ??= generateKeyPair("RS256"));
  let hold: Promise<void> = Promise.resolve();

  const secret = (kind: string) => {
    const made = `${kind}-${random()}`;
    secrets.add(made);
    return made;
  };
  const complain = (response: ServerResponse, complaint: string, error = "invalid_request") => {
    complaints.push(complaint);
    json(response, 400, { error, error_description: complaint });
  };
  const idToken = ({ clientId, vendor }: Asked) => {
    const now = Math.floor(Date.now() / 1000) - behaviour.clockBehind;
    return new SignJWT({ email: "ventas@autosdelvalle.mx", name: "Autos del Valle" })
      .setProtectedHeader({ alg: "RS256" })
      .setIssuer(`${url}/${vendor}`)
      .setAudience(clientId)
      .setSubject("1")
      .setIssuedAt(now)
      .setExpirationTime(now + 3600)
      .sign(privateKey);
  };
  const grant = async (asked: Asked, withRefresh: boolean) => {
    const access = secret("access");
    alive.set(access, asked);
    const refresh = withRefresh && behaviour.refreshTokens !== "none" ? secret("refresh") : null;
    if (refresh) alive.set(refresh, asked);
    return {
      access_token: access,
      token_type: "Bearer",
      scope: behaviour.scopes?.join(" ") ?? asked.scope,
      ...(behaviour.expiresIn !== null && { expires_in: behaviour.expiresIn }),
      ...(refresh && { refresh_token: refresh }),
      ...(asked.scope.includes("openid") && { id_token: await idToken(asked) }),
    };
  };

  const authorize = (vendor: OAuthAccountId, asked: URLSearchParams, response: ServerResponse) => {
    const redirectUri = asked.get("redirect_uri") ?? "";
    if (asked.get("client_id") !== clients[vendor].id) return complain(response, "unknown client");
    if (!/^http:\/\/(127\.0\.0\.1|localhost):\d+\/[a-z]+$/.test(redirectUri))
      return complain(response, "not a loopback redirect");
    const state = asked.get("state") ?? "";
    if (state.length < 20) return complain(response, "no state worth the name");
    const challenge = asked.get("code_challenge") ?? "";
    if (asked.get("code_challenge_method") !== "S256" || !/^[\w-]{43}$/.test(challenge))
      return complain(response, "no S256 challenge");
    if (asked.get("response_type") !== "code") return complain(response, "not the code flow");
    secrets.add(state);
    const back = new URL(redirectUri);
    back.searchParams.set("state", state);
    if (behaviour.refuse) back.searchParams.set("error", behaviour.refuse);
    else {
      const code = secret("code");
      codes.set(code, {
        vendor,
        clientId: clients[vendor].id,
        redirectUri,
        challenge,
        scope: asked.get("scope") ?? "",
      });
      back.searchParams.set("code", code);
    }
    response.writeHead(302, { location: back.href }).end();
  };

  const redeem = async (form: URLSearchParams, response: ServerResponse) => {
    const code = form.get("code") ?? "";
    const asked = codes.get(code);
    codes.delete(code);
    if (!asked) return complain(response, "the code is unknown or was used", "invalid_grant");
    if (form.get("redirect_uri") !== asked.redirectUri)
      return complain(response, "another redirect", "invalid_grant");
    const verifier = form.get("code_verifier") ?? "";
    secrets.add(verifier);
    if (createHash("sha256").update(verifier).digest("base64url") !== asked.challenge)
      return complain(response, "the verifier does not fit", "invalid_grant");
    json(response, 200, await grant(asked, true));
  };
  const refresh = async (form: URLSearchParams, response: ServerResponse) => {
    counts.refresh += 1;
    await hold;
    const token = form.get("refresh_token") ?? "";
    const asked = alive.get(token);
    if (!asked || !token.startsWith("refresh-")) return json(response, 400, { error: "invalid_grant" });
    if (behaviour.refreshTokens === "rotated") alive.delete(token);
    json(response, 200, await grant(asked, behaviour.refreshTokens === "rotated"));
  };
  const exchange = async (form: URLSearchParams, response: ServerResponse) => {
    const asked = alive.get(form.get("fb_exchange_token") ?? "");
    if (!asked) return json(response, 400, { error: "invalid_grant" });
    const lasting = await grant(asked, false);
    json(response, 200, { ...lasting, expires_in: 60 * 86_400 });
  };
  const token = async (vendor: OAuthAccountId, request: IncomingMessage, response: ServerResponse) => {
    counts.token += 1;
    const form = new URLSearchParams(await text(request));
    const failure = behaviour.tokenFailure;
    if (failure) {
      if (failure.retryAfter) response.setHeader("retry-after", String(failure.retryAfter));
      return json(response, failure.status, failure.error ? { error: failure.error } : {});
    }
    if (!isClient(clients[vendor], request, form)) return json(response, 401, { error: "invalid_client" });
    const type = form.get("grant_type");
    if (type === "authorization_code") return redeem(form, response);
    return type === "refresh_token" ? refresh(form, response) : exchange(form, response);
  };
  const revoke = async (request: IncomingMessage, response: ServerResponse) => {
    counts.revoke += 1;
    if (behaviour.revocationStatus) return json(response, behaviour.revocationStatus, {});
    const form = new URLSearchParams(await text(request));
    const revoked = alive.get(form.get("token") ?? bearerOf(request));
    for (const [other, asked] of alive) if (asked === revoked) alive.delete(other);
    json(response, 200, {});
  };
  const me = (request: IncomingMessage, response: ServerResponse) => {
    if (!alive.has(bearerOf(request))) return json(response, 401, {});
    json(response, 200, { name: "Autos del Valle", data: { username: "autosdelvalle" } });
  };

  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://host");
    const [, vendor = "", act = ""] = pathname.split("/");
    if (vendor === "telegram") {
      const known = act === `bot${botToken}`;
      return json(response, known ? 200 : 401, { ok: known, result: { username: "autosdelvalle_bot" } });
    }
    const id = OAuthIds.parse(vendor);
    if (act === "authorize") return authorize(id, searchParams, response);
    if (act === "token") return void token(id, request, response);
    if (act === "revoke") return void revoke(request, response);
    if (act === "me") return me(request, response);
    json(response, 404, {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    behaviour,
    clients,
    botToken,
    secrets,
    complaints,
    counts,
    isAlive: (found) => alive.has(found),
    revokeAll: () => alive.clear(),
    holdRefreshes() {
      const held = Promise.withResolvers<void>();
      hold = held.promise;
      return held.resolve;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** The client by its secret, in the form or as basic authentication, or by its id alone where it has none. */
function isClient(
  { id, secret }: { id: string; secret: string | null },
  { headers }: IncomingMessage,
  form: URLSearchParams,
): boolean {
  if (secret === null) return form.get("client_id") === id;
  if (form.get("client_id") === id && form.get("client_secret") === secret) return true;
  const basic = Buffer.from(headers.authorization?.replace(/^Basic /, "") ?? "", "base64").toString();
  return basic.split(":").map(decodeURIComponent).join(":") === `${id}:${secret}`;
}

function bearerOf({ headers }: IncomingMessage): string {
  return headers.authorization?.replace(/^Bearer /i, "") ?? "";
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json", connection: "close" });
  response.end(JSON.stringify(body));
}

function random(): string {
  return randomBytes(18).toString("hex");
}
