import { type AccountId, AccountSecret } from "#shared/contract/accounts.ts";
import type { Vault } from "../vault/vault.ts";
import { Grant } from "./oauth-client.ts";

/** What opens the accounts, in the vault. Everything throws `VaultLocked` where it is. */
export interface Credentials {
  grant(id: AccountId): Promise<Grant | null>;
  secret(id: AccountId): Promise<AccountSecret | null>;
  has(id: AccountId): Promise<boolean>;
  /** Keeps what opens an account until it is next changed, unless `still` says that it is of no use any more. */
  keep(id: AccountId, value: Grant | AccountSecret, still?: () => boolean): Promise<void>;
  remove(id: AccountId): Promise<void>;
  /** Grows whenever what opens the account is replaced or removed by a person. */
  epoch(id: AccountId): number;
  advance(id: AccountId): void;
}

export function createCredentials(vault: Vault): Credentials {
  const epochs = new Map<AccountId, number>();
  let turn: Promise<unknown> = Promise.resolve();
  /** One write after the other, so that what was forgotten is not written again behind it. */
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const acted = turn.then(act);
    turn = acted.catch(() => {});
    return acted;
  };
  const epoch = (id: AccountId) => epochs.get(id) ?? 0;
  const read = async (id: AccountId): Promise<unknown> => {
    const text = await vault.get(nameOf(id));
    return text === null ? null : JSON.parse(text);
  };

  return {
    epoch,
    advance: (id) => void epochs.set(id, epoch(id) + 1),
    grant: async (id) =>
      Grant.nullable()
        .catch(null)
        .parse(await read(id)),
    secret: async (id) =>
      AccountSecret.nullable()
        .catch(null)
        .parse(await read(id)),
    has: async (id) => (await vault.get(nameOf(id))) !== null,
    keep: (id, value, still = () => true) =>
      inTurn(async () => {
        if (still()) await vault.set(nameOf(id), JSON.stringify(value));
      }),
    remove: (id) => inTurn(() => vault.remove(nameOf(id))),
  };
}

function nameOf(id: AccountId): string {
  return `account-${id}`;
}
