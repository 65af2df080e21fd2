import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Accounts, openAccounts } from "#electron/accounts/accounts.ts";
import type { HubAccount } from "#electron/accounts/account-list.ts";
import { createLiveState } from "#electron/sync/live-state.ts";
import { openFileSecretBox } from "#electron/vault/file-secret-box.ts";
import { openVault, type Vault } from "#electron/vault/vault.ts";
import type { Account, AccountId, OAuthAccountId } from "#shared/contract/accounts.ts";
import { type AuthorisationServer, startAuthorisationServer } from "#tests/support/authorisation-server.ts";
import { eventually } from "#tests/support/eventually.ts";

/** The accounts of one desk on real files, with a server that stands for the vendors and a person at the browser. */
export interface AccountDesk extends AsyncDisposable {
  readonly folder: string;
  readonly server: AuthorisationServer;
  readonly accounts: Accounts;
  /** What was written to the log. */
  readonly said: readonly string[];
  /** Pages that the browser was asked to show. */
  readonly opened: string[];
  now: number;
  account(id: AccountId): Account;
  /** Signs in as a person does; answers with what the browser shows in the end. */
  signIn(id: OAuthAccountId): Promise<string>;
  /** Follows the page that was opened last, as the browser does. */
  visit(): Promise<string>;
  /** Closes the app and opens it again on the same folder. */
  restart(): Promise<void>;
}

export interface AccountDeskOptions {
  readonly vault?: (folder: string) => Promise<Vault>;
  readonly patience?: number;
  readonly openInBrowser?: ((url: string) => Promise<void>) | null;
  /** Without a registration of this app. */
  readonly unregistered?: boolean;
}

export async function openAccountDesk(options: AccountDeskOptions = {}): Promise<AccountDesk> {
  const folder = await mkdtemp(join(tmpdir(), "autosell-accounts-"));
  const server = await startAuthorisationServer();
  const said: string[] = [];
  const opened: string[] = [];
  const log = {
    info: (...words: unknown[]) => void said.push(JSON.stringify(words)),
    error: (event: string, error: unknown) => {
      said.push(`${event} ${String(error instanceof Error ? error.stack : error)}`);
      return "defect";
    },
  };
  const openInBrowser = (url: string) => {
    opened.push(url);
    return Promise.resolve();
  };
  const open = async () =>
    openAccounts({
      folder,
      registrations: {
        clients: options.unregistered ? {} : server.clients,
        vendorServer: server.url,
      },
      vault: options.vault
        ? await options.vault(folder)
        : await openVault({
            folder: join(folder, "vault"),
            secrets: await openFileSecretBox(join(folder, "key")),
            log,
          }),
      hub: createLiveState<HubAccount>({ state: "connected", locked: false, who: "http://127.0.0.1:47110" }),
      openInBrowser: options.openInBrowser === undefined ? openInBrowser : options.openInBrowser,
      log,
      now: () => desk.now,
      patience: options.patience,
    });

  let accounts: Accounts;
  const desk: AccountDesk = {
    folder,
    server,
    said,
    opened,
    now: Date.now(),
    get accounts() {
      return accounts;
    },
    account(id) {
      const found = accounts.list.get().find((one) => one.id === id);
      if (!found) throw new Error(`${id} is not in the list`);
      return found;
    },
    async visit() {
      const response = await fetch(opened.at(-1) ?? "");
      return response.text();
    },
    async signIn(id) {
      const answer = await accounts.connect(id, "en");
      if (typeof answer === "string") throw new Error(answer);
      const page = await desk.visit();
      await eventually(() => {
        if (desk.account(id).waiting) throw new Error("still waiting");
      });
      return page;
    },
    async restart() {
      await accounts[Symbol.asyncDispose]();
      accounts = await open();
    },
    async [Symbol.asyncDispose]() {
      await accounts[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
  accounts = await open();
  return desk;
}
