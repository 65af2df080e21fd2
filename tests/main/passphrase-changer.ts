/** Changes the passphrase for ever and says which one holds, until it is killed. Started by `passphrase-kill.test.ts`. */
import { openPassphraseVault } from "#electron/vault/passphrase-vault.ts";

const [folder = "", first = ""] = process.argv.slice(2);
const log = { info() {}, error: () => "" };
const cost = { opsLimit: 1, memLimit: 8192 };
const vault = await openPassphraseVault({ folder, earlierKey: `${folder}/none`, cost, log });

await vault.passphrase?.choose(`passphrase ${first}`);
for (let account = 0; account < 5; account += 1) await vault.set(`account-${account}`, `secret ${account}`);
for (let turn = Number(first); ; turn += 1) {
  process.stdout.write(`${turn}\n`);
  const answer = await vault.passphrase?.change(`passphrase ${turn}`, `passphrase ${turn + 1}`);
  if (answer !== "done") throw new Error(`The passphrase was not changed: ${answer}`);
}
