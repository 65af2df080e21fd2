import type { Account, AccountId, ConnectProblem, OAuthAccountId } from "#shared/contract/accounts.ts";
import { VaultLocked } from "../vault/vault.ts";
import { SignInFailed } from "./sign-in-failed.ts";

/** How the vendor's page comes to a browser: by main, or by the window, which is given a link. */
type Opening =
  | { readonly url: string; readonly openInBrowser: (url: string) => Promise<void> }
  | { readonly link: string };

interface AttemptOptions {
  /** Ends when the account is connected; calls `open` when there is a page to show. */
  readonly signIn: (open: (opening: Opening) => Promise<void>, signal: AbortSignal) => Promise<void>;
  /** It did not come to a connection; `defect` where nobody expected that. Not called for one that was cancelled. */
  readonly onProblem: (problem: ConnectProblem, defect: unknown) => void;
}

/** Sign-ins that wait for the browser, at most one of an account. */
export interface Attempts extends AsyncDisposable {
  /** Takes the place of one under way; resolves once the browser is open, or that has failed. */
  begin(id: OAuthAccountId, options: AttemptOptions): Promise<string | null>;
  cancel(id: AccountId): void;
  waiting(id: AccountId): Account["waiting"];
}

interface Attempt {
  readonly stop: AbortController;
  readonly ended: Promise<void>;
  readonly waiting: NonNullable<Account["waiting"]>;
}

const usualPatience = 5 * 60_000;

export function createAttempts(options: {
  readonly patience: number | undefined;
  readonly now: () => number;
  readonly onChange: () => void;
}): Attempts {
  const { patience = usualPatience, now, onChange } = options;
  const attempts = new Map<AccountId, Attempt>();

  const cancel = (id: AccountId) => {
    attempts.get(id)?.stop.abort();
    if (attempts.delete(id)) onChange();
  };

  return {
    cancel,
    waiting: (id) => attempts.get(id)?.waiting ?? null,
    async begin(id, { signIn, onProblem }) {
      cancel(id);
      const stop = new AbortController();
      const time = AbortSignal.timeout(patience);
      const since = now();
      const opened = Promise.withResolvers<string | null>();
      const attempt = (link: string | null, ended: Promise<void>): Attempt => ({
        stop,
        ended,
        waiting: { since: instant(since), until: instant(since + patience), link },
      });
      const open = async (opening: Opening) => {
        const link = "link" in opening ? opening.link : null;
        if (!("link" in opening)) await shown(opening);
        if (stop.signal.aborted) return;
        attempts.set(id, attempt(link, ended));
        onChange();
        opened.resolve(link);
      };
      const ended = signIn(open, AbortSignal.any([stop.signal, time]))
        .catch((error: unknown) => {
          if (stop.signal.aborted) return;
          const known = problemOf(error, time);
          onProblem(known ?? "vendorFailed", known ? null : error);
        })
        .finally(() => {
          opened.resolve(null);
          if (stop.signal.aborted) return;
          attempts.delete(id);
          onChange();
        });
      attempts.set(id, attempt(null, ended));
      onChange();
      return opened.promise;
    },
    async [Symbol.asyncDispose]() {
      const all = [...attempts.values()];
      for (const id of attempts.keys()) cancel(id);
      await Promise.all(all.map(({ ended }) => ended));
    },
  };
}

async function shown({ url, openInBrowser }: Extract<Opening, { url: string }>): Promise<void> {
  await openInBrowser(url).catch(() => {
    throw new SignInFailed("browserNotOpened");
  });
}

function problemOf(error: unknown, time: AbortSignal): ConnectProblem | null {
  if (time.aborted) return "timedOut";
  if (error instanceof VaultLocked) return "vaultLocked";
  return error instanceof SignInFailed ? error.problem : null;
}

function instant(millis: number): string {
  return new Date(millis).toISOString();
}
