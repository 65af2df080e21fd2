/** Restores a backup over and over until it is killed. Started by `restore-kill.test.ts`. */
import { restore } from "#electron/recovery/restoring.ts";

const [dataFolder = "", name = ""] = process.argv.slice(2);
process.stdout.write("begun\n");
for (;;) await restore({ dataFolder, deskName: "x", damage: [], source: { from: "backup", name } });
