import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createMembership, type Membership } from "#electron/desk/membership.ts";
import { openProfile } from "#electron/desk/profile.ts";
import { createEmbeddedHub, type EmbeddedHub } from "#electron/hub/embedded-hub.ts";
import { createHubClient } from "#electron/sync/hub-client.ts";
import { openPassphraseVault } from "#electron/vault/passphrase-vault.ts";
import type { Vault } from "#electron/vault/vault.ts";
import { programsBuilt } from "#tests/support/programs.ts";

const log = { info() {}, error: () => "defect" };
const passphrase = "tres autos azules";
const config = (dataFolder: string) => ({ dataFolder, hubHost: "127.0.0.1" });

interface Desk extends AsyncDisposable {
  readonly vault: Vault;
  readonly membership: Membership;
}

/** A desk's credential and its own hub, as they are when the app has just been started in this folder. */
async function startOn(
  folder: string,
  between: { vault?: (vault: Vault) => Vault; hub?: (hub: EmbeddedHub) => EmbeddedHub } = {},
): Promise<Desk> {
  const profile = await openProfile({ folder, deskName: "Lote Norte", log });
  const vault = await openPassphraseVault({ folder, earlierKey: join(folder, "secret.key"), log });
  const hub = createEmbeddedHub({
    dataFolder: join(folder, "hub"),
    binding: () => ({ host: "127.0.0.1", port: 0, anyPort: true }),
    tenantId: () => null,
    onListening() {},
    log,
  });
  const membership = createMembership({
    config: config(folder),
    profile,
    vault: between.vault?.(vault) ?? vault,
    hub: between.hub?.(hub) ?? hub,
    log,
    onChange() {},
  });
  await membership.resume();
  return { vault, membership, [Symbol.asyncDispose]: () => hub[Symbol.asyncDispose]() };
}

test("a vault that is unlocked while the own hub pairs anew does not bring back the credential of before", async () => {
  const folder = await mkdtemp(join(tmpdir(), "autosell-credential-"));
  await using stack = new AsyncDisposableStack();
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  await programsBuilt();
  {
    await using desk = await startOn(folder);
    await desk.vault.passphrase!.choose(passphrase);
    expect(await desk.membership.begin("empty", "Lote Norte")).toBe("begun");
  }

  const pairing = Promise.withResolvers<void>();
  const unlocked = Promise.withResolvers<void>();
  const paired = Promise.withResolvers<void>();
  const desk = stack.use(
    await startOn(folder, {
      hub: (hub) => ({
        ...hub,
        async createPairingCode(tenantId) {
          pairing.resolve();
          await unlocked.promise;
          return hub.createPairingCode(tenantId);
        },
      }),
      vault: (vault) => ({
        ...vault,
        async get(name) {
          const secret = await vault.get(name);
          await paired.promise;
          return secret;
        },
        async set(name, secret) {
          await vault.set(name, secret);
          setImmediate(paired.resolve);
        },
      }),
    }),
  );
  await pairing.promise;
  expect(await desk.vault.passphrase!.unlock(passphrase)).toBe("done");
  unlocked.resolve();
  await desk.membership.ready();
  await paired.promise;
  // Whatever was read of the vault has had its turn.
  await new Promise((resolve) => setImmediate(resolve));

  const client = createHubClient({ connection: desk.membership.connection, log });
  const page = client.pull({ collection: "settings", after: 0, limit: 1 }, AbortSignal.timeout(30_000));
  await expect(page).resolves.toMatchObject({ documents: [] });
});
