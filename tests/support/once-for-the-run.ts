import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What all test files of a run share, with what they are told of it. */
export interface Shared extends AsyncDisposable {
  readonly answer: string;
}

/** For a `globalSetup` of Vitest: ready to begin something once for all test files, when the first of them asks. */
export async function offerOnce(
  variable: string,
  begin: () => Promise<Shared>,
): Promise<() => Promise<void>> {
  let shared: Promise<Shared> | null = null;
  const door = createServer((_request, response) => {
    shared ??= begin();
    shared.then(
      ({ answer }) => response.end(answer),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  door.listen(0, "127.0.0.1");
  await once(door, "listening");
  process.env[variable] = `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
  return async () => {
    door.closeAllConnections();
    door.close();
    await (await shared)?.[Symbol.asyncDispose]();
  };
}

/** What the run offers under this name; null outside of a run. */
export async function askRun(variable: string): Promise<string | null> {
  const door = process.env[variable];
  if (!door) return null;
  const response = await fetch(door);
  const answer = await response.text();
  if (!response.ok) throw new Error(answer);
  return answer;
}
