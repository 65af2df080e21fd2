import type { BridgeClient } from "./client.ts";

const messageLimit = 2000;
const stackLimit = 20_000;

/** Writes a defect of the window into main's log; the id that the person is shown, or "–" where main is gone. */
export async function reportDefect(bridge: BridgeClient, error: unknown): Promise<string> {
  const known = error instanceof Error ? error : new Error(String(error));
  const defect = {
    message: `${known.name}: ${known.message}`.slice(0, messageLimit),
    stack: (known.stack ?? "").slice(0, stackLimit),
  };
  return bridge.reportDefect(defect).then(
    ({ defectId }) => defectId,
    () => "–",
  );
}
