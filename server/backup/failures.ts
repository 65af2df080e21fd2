import { CommandRefused } from "../command-refused.ts";

/** Why a backup, a restore or a check did not happen. */
export class BackupRefused extends CommandRefused {
  override name = "BackupRefused";
}

/** A backup file that is not as it was written. */
export class BackupDamaged extends BackupRefused {
  override name = "BackupDamaged";
  constructor(what: string, options?: ErrorOptions) {
    super(`The backup is damaged: ${what}. Nothing was changed.`, options);
  }
}
