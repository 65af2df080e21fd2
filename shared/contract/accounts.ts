import { eventIterator, oc } from "@orpc/contract";
import * as z from "zod";
import { Instant } from "../model/primitives.ts";
import { vaultLocked } from "./vault-failures.ts";

/*
 * Accounts with vendors, and the vault that holds what opens them, as the window sees them: names and states. What a person
 * types goes to main once; no secret ever comes back.
 */

export const OAuthAccountId = z.enum(["google", "meta", "x", "linkedin"]);
export type OAuthAccountId = z.infer<typeof OAuthAccountId>;

export const AccountId = z.enum([...OAuthAccountId.options, "telegram", "mail", "hub"]);
export type AccountId = z.infer<typeof AccountId>;

/** What an account lets Autosell do, for which the window has words. */
export const Permission = z.enum([
  "knowWho",
  "sheets",
  "files",
  "readPages",
  "publishPages",
  "publishInstagram",
  "readPosts",
  "publishPosts",
  "uploadPictures",
  "sendMessages",
  "readMail",
  "sendMail",
  "shareLot",
]);
export type Permission = z.infer<typeof Permission>;

/** Why the last try to connect did not succeed. */
export const ConnectProblem = z.enum([
  /** The person, or the vendor on their behalf, said no. */
  "denied",
  "timedOut",
  /** The vendor did not take the code that it gave, usually because it was too old. */
  "codeRefused",
  /** The vendor does not accept this app's own registration. */
  "clientRefused",
  /** This computer's clock is too far off for the vendor's answer. */
  "clockWrong",
  "unreachable",
  "vendorFailed",
  "browserNotOpened",
  /** The port of this computer that the vendor sends its answer to is taken. */
  "portTaken",
  /** The vault was locked while the browser was open. */
  "vaultLocked",
]);
export type ConnectProblem = z.infer<typeof ConnectProblem>;

export const Account = z.object({
  id: AccountId,
  signIn: z.enum(["browser", "token", "password", "pairing"]),
  state: z.enum(["connected", "signInAgain", "notConnected", "notSetUp"]),
  /** What opens it is in a vault that is not open. */
  locked: z.boolean(),
  /** Who it is connected as, in the vendor's words; null where it did not say. */
  who: z.string().nullable(),
  permissions: z.array(z.object({ permission: Permission, granted: z.boolean() })),
  connectedAt: Instant.nullable(),
  /** When a person has to sign in again; null where the access renews itself or never ends. */
  expiresAt: Instant.nullable(),
  /** A sign-in that waits for the browser; `link` is what the window opens where main cannot open a browser. */
  waiting: z.object({ since: Instant, until: Instant, link: z.string().nullable() }).nullable(),
  problem: ConnectProblem.nullable(),
  /** The page of the vendor where access can be taken away as well, without `https://`. */
  accessPage: z.string().nullable(),
});
export type Account = z.infer<typeof Account>;

const Host = z.string().trim().min(1).max(253);
const Port = z.int().min(1).max(65_535);

/** What a person types instead of signing in with the browser. */
export const AccountSecret = z.discriminatedUnion("id", [
  z.object({ id: z.literal("telegram"), token: z.string().trim().min(1).max(200) }),
  z.object({
    id: z.literal("mail"),
    user: z.string().trim().min(1).max(254),
    password: z.string().min(1).max(1024),
    imap: z.object({ host: Host, port: Port }),
    smtp: z.object({ host: Host, port: Port }),
  }),
]);
export type AccountSecret = z.infer<typeof AccountSecret>;

/**
 * What became of the vendor's side when an account was forgotten here: access was taken back, the vendor offers no such thing, or it
 * could not be reached.
 */
export const Revocation = z.enum(["revoked", "notOffered", "notReached"]);
export type Revocation = z.infer<typeof Revocation>;

export const VaultStanding = z.object({
  /** What seals the credentials: the system's key ring, a key in a file beside them, or a passphrase. */
  protection: z.enum(["os", "file", "passphrase"]),
  /** `unset`: no passphrase was chosen yet. `damaged`: the file cannot be opened with any passphrase. */
  state: z.enum(["open", "locked", "unset", "damaged"]),
});
export type VaultStanding = z.infer<typeof VaultStanding>;

export const shortestPassphrase = 10;
export const NewPassphrase = z.string().min(shortestPassphrase).max(1024);
export const GivenPassphrase = z.string().min(1).max(1024);

/** The window's door to the accounts. */
export const accounts = {
  /** Every account that there can be, now and after every change. */
  list: oc.output(eventIterator(z.object({ accounts: z.array(Account) }))),
  /** Begins a sign-in with the browser; how it goes is in the list. A second one of an account takes the first one's place. */
  connect: oc
    .input(z.object({ id: OAuthAccountId, language: z.enum(["en", "es-MX"]) }))
    .errors({
      ...vaultLocked,
      notSetUp: { message: "This installation has no registration with the vendor" },
    })
    .output(z.object({ link: z.string().nullable() })),
  cancelConnect: oc.input(z.object({ id: OAuthAccountId })).output(z.object({})),
  /** Keeps what was typed, once the vendor has confirmed it where it can be asked. */
  saveSecret: oc
    .input(AccountSecret)
    .errors({
      ...vaultLocked,
      refused: { message: "The vendor does not know these credentials" },
      unreachable: { message: "The vendor cannot be asked now" },
    })
    .output(z.object({})),
  /** Deletes here whether or not the vendor can be reached. */
  forget: oc
    .input(z.object({ id: AccountId.exclude(["hub"]) }))
    .errors(vaultLocked)
    .output(z.object({ revocation: Revocation })),
};

/** The file of the credentials stays as it is. */
const passphraseFailures = {
  wrongPassphrase: { message: "That is not the passphrase" },
  /** There is nothing to unlock or change in the state that the vault is in. */
  notNow: { message: "The vault is not in the state for that" },
};

/** The window's door to what seals their credentials. */
export const vault = {
  state: oc.output(eventIterator(VaultStanding)),
  unlock: oc
    .input(z.object({ passphrase: GivenPassphrase }))
    .errors(passphraseFailures)
    .output(z.object({})),
  /** The first passphrase. */
  setPassphrase: oc
    .input(z.object({ passphrase: NewPassphrase }))
    .errors({ notNow: passphraseFailures.notNow })
    .output(z.object({})),
  /** Seals everything anew. */
  changePassphrase: oc
    .input(z.object({ present: GivenPassphrase, next: NewPassphrase }))
    .errors(passphraseFailures)
    .output(z.object({})),
  /** Forgets every credential, so that a new passphrase can be chosen. */
  reset: oc.errors({ notNow: passphraseFailures.notNow }).output(z.object({})),
};
