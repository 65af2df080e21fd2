import { implement } from "@orpc/server";
import { recovery as contract } from "#shared/contract/recovery.ts";
import { orSaveFailure } from "../bridge/help-routes.ts";
import { type BridgeServer, serveRouter } from "../bridge/router-serving.ts";
import { FolderInUse } from "../desk/folder-lock.ts";
import type { Log } from "../log.ts";
import { watch } from "../sync/live-state.ts";
import { BackupDamaged } from "../updater/data-backup.ts";
import { diskTrouble } from "./examination.ts";
import type { Recovery } from "./recovery.ts";

/** Main's side of the recovery window's bridge. */
export function createRecoveryServer(recovery: Recovery, log: Log): BridgeServer {
  const door = implement(contract);
  const { diagnostics } = recovery;
  const forever = new AbortController().signal;
  const router = door.router({
    state: door.state.handler(({ signal = forever }) => watch(recovery.state, signal)),
    retry: door.retry.handler(async () => {
      await recovery.retry();
      return {};
    }),
    restore: door.restore.handler(async ({ input, errors }) => {
      try {
        await recovery.restore(input);
        return {};
      } catch (error) {
        if (error instanceof BackupDamaged) throw errors.backupDamaged();
        if (error instanceof FolderInUse) throw errors.inUse();
        const trouble = diskTrouble(error);
        if (trouble === "diskFull") throw errors.diskFull();
        if (trouble === "notWritable") throw errors.noPermission();
        throw error;
      }
    }),
    diagnostics: door.diagnostics.handler(({ input }) => diagnostics.list(input.language)),
    saveDiagnostics: door.saveDiagnostics.handler(({ input, errors }) =>
      orSaveFailure(errors, () => diagnostics.save(input.language)),
    ),
    openFolder: door.openFolder.handler(() => {
      recovery.openFolder?.();
      return {};
    }),
    quit: door.quit.handler(() => {
      recovery.quit?.();
      return {};
    }),
  });
  return serveRouter(router, log);
}
