import type { AccountId, OAuthAccountId, Permission } from "#shared/contract/accounts.ts";

/** A vendor that a person signs in to with the browser. Addresses are as the vendor publishes them. */
export interface OAuthProvider {
  readonly id: OAuthAccountId;
  readonly signIn: "browser";
  readonly issuer: string;
  readonly authorization: string;
  readonly token: string;
  /** What the authorization request says besides what every one says. */
  readonly authorizationParameters: Readonly<Record<string, string>>;
  readonly scopes: readonly Scope[];
  /** How the app says who it is where it has a secret; where it may have none, the client id is enough. */
  readonly client: { readonly authentication: "post" | "basic"; readonly secret: "required" | "optional" };
  /** Whether the vendor says that it checks the code verifier. It is sent in any case. */
  readonly pkce: boolean;
  /** What the vendor's answer is sent to: `port` null where the vendor takes any port of this computer. */
  readonly redirect: { readonly host: "127.0.0.1" | "localhost"; readonly port: number | null };
  /**
   * `refreshToken`: access renews itself, with a new refresh token at each turn where it `rotates`. `exchange`: a short access
   * is exchanged for one of weeks, once. `none`: a person signs in again when it ends.
   */
  readonly renewal:
    | { readonly kind: "refreshToken"; readonly rotates: boolean }
    | { readonly kind: "exchange"; readonly grant: string; readonly parameter: string }
    | { readonly kind: "none" };
  /** `standard` is RFC 7009; `delete` is an authorized request of that method. Null where there is none. */
  readonly revocation: { readonly kind: "standard" | "delete"; readonly url: string } | null;
  /** Where the name of who signed in is found. */
  readonly who:
    | { readonly from: "idToken"; readonly claims: readonly string[] }
    | { readonly from: "request"; readonly url: string; readonly path: readonly string[] };
  readonly accessPage: string;
}

interface Scope {
  readonly name: string;
  /** Null where it is of no interest to a person. */
  readonly permission: Permission | null;
}

/** A vendor that gives a person a token to copy. */
export interface TokenProvider {
  readonly id: "telegram";
  readonly signIn: "token";
  readonly permissions: readonly Permission[];
  /** What a token looks like; nothing else is sent anywhere. */
  readonly pattern: RegExp;
  /** Asked who the token is of: `{token}` is put in. */
  readonly check: string;
  readonly accessPage: string | null;
}

/** A server that knows a user by a password. */
export interface PasswordProvider {
  readonly id: "mail";
  readonly signIn: "password";
  readonly permissions: readonly Permission[];
}

/** The hub, which a desk is paired with by a code. */
export interface PairingProvider {
  readonly id: "hub";
  readonly signIn: "pairing";
  readonly permissions: readonly Permission[];
}

export type Provider = OAuthProvider | TokenProvider | PasswordProvider | PairingProvider;

export type ProviderOf<Id extends AccountId> = Extract<Provider, { readonly id: Id }>;
