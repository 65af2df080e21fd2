/** Commits for ever and says what, on a disk that from some flush on keeps nothing. Started by `power-cut.test.ts`. */
import { actualDisk } from "#server/db/flushed-files.ts";
import { openPGlite } from "#server/db/pglite.ts";

const [dataFolder = ""] = process.argv.slice(2);
let commits = 0;
const flush = (descriptor: number) => {
  if (commits >= 20) throw new Error("EIO: i/o error, fsync");
  actualDisk.flush(descriptor);
};
const { pool } = await openPGlite(dataFolder, { disk: { ...actualDisk, flush } });
await pool.query("CREATE TABLE cars (id int PRIMARY KEY)");
for (;;) {
  await pool.query("INSERT INTO cars VALUES ($1)", [commits + 1]);
  commits += 1;
  process.stdout.write(`${commits}\n`);
}
