import { randomInt } from "node:crypto";
import { mkdir, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Milliseconds for which a port that was given to one test is given to no other. */
const keptFor = 3_600_000;

/**
 * A port of this computer that is free and that no other test has been given, for what has to be found again after a restart. It is below
 * those that systems give to connections that go out (from 32768 on Linux, 49152 elsewhere), one of which would have it before it is
 * listened on.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_768);
    if ((await isGiven(port)) && (await isFree(port))) return port;
  }
}

/** Whether it is this test's now: by a file of its name, which only one of the processes that test here can make. */
async function isGiven(port: number): Promise<boolean> {
  const folder = join(tmpdir(), "autosell-test-ports");
  await mkdir(folder, { recursive: true });
  const file = join(folder, String(port));
  const made = await writeFile(file, "", { flag: "wx" }).then(
    () => true,
    () => false,
  );
  const since = made
    ? Infinity
    : await stat(file).then(
        ({ mtimeMs }) => mtimeMs,
        () => Infinity,
      );
  if (since < Date.now() - keptFor) await rm(file, { force: true });
  return made;
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
