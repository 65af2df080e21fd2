import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/**
 * A port of this computer that was free a moment ago, for what has to be found again after a restart. It is below those that
 * systems give to connections that go out (from 32768 on Linux, 49152 elsewhere), one of which would have it before it is listened on.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_768);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
