import type { Role } from "#shared/model/role.ts";
import type { Database, DeviceKey } from "../db/database.ts";
import { DeviceRevoked } from "../db/access.ts";
import type { HubLog } from "../log.ts";

const channel = "autosell_access";

/** Ends the streams of desks whose access has changed, on every node: they ask again, and are told how they stand now. */
export interface AccessWatch extends AsyncDisposable {
  /** The rights of somebody of this dealership are others now, or a desk of it is somebody else's. */
  changed(tenantId: string): void;
  /** Aborts when what the desk may see is no longer what it is now. Throws `DeviceRevoked`. */
  whileSame(device: DeviceKey, signal: AbortSignal): Promise<{ role: Role; signal: AbortSignal }>;
}

interface Watched {
  readonly device: DeviceKey;
  readonly role: Role;
  readonly ended: AbortController;
}

export async function openAccessWatch(options: {
  database: Database;
  log: HubLog;
  /** How often access is looked at in case a message got lost: milliseconds. */
  pollEvery: number;
}): Promise<AccessWatch> {
  const { database, log, pollEvery } = options;
  const watched = new Set<Watched>();
  let announcing: Promise<void> = Promise.resolve();
  let noticed = 0;

  const look = async (tenantId: string | null) => {
    for (const one of watched) {
      if (tenantId !== null && one.device.tenantId !== tenantId) continue;
      if ((await roleOf(database, one.device)) !== one.role) one.ended.abort();
    }
  };
  const lookSafely = (tenantId: string | null) => {
    noticed++;
    void look(tenantId).catch((error: unknown) => log.error("accessLookFailed", error));
  };
  /** What is noticed while a role is being read may be about that very role. */
  const readRole = async (device: DeviceKey): Promise<Role | null> => {
    const before = noticed;
    const role = await roleOf(database, device);
    return noticed === before ? role : readRole(device);
  };
  const ears = await database.listen(channel, lookSafely, () => lookSafely(null));
  const poll = setInterval(() => lookSafely(null), pollEvery);

  return {
    changed(tenantId) {
      announcing = announcing
        .then(() => database.notify(channel, tenantId))
        .catch((error: unknown) => void log.error("accessNoticeFailed", error));
    },
    async whileSame(device, signal) {
      const role = await readRole(device);
      if (role === null) throw new DeviceRevoked();
      const one = { device, role, ended: new AbortController() };
      const both = AbortSignal.any([signal, one.ended.signal]);
      if (!both.aborted) watched.add(one);
      both.addEventListener("abort", () => watched.delete(one), { once: true });
      return { role, signal: both };
    },
    async [Symbol.asyncDispose]() {
      clearInterval(poll);
      await ears[Symbol.asyncDispose]();
      await announcing;
    },
  };
}

/** Null where the desk has no access any more. */
async function roleOf(database: Database, device: DeviceKey): Promise<Role | null> {
  try {
    return await database.asDevice(device, ({ access }) => Promise.resolve(access.role));
  } catch (error) {
    if (error instanceof DeviceRevoked) return null;
    throw error;
  }
}
