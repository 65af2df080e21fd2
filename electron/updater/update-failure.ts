import type { UpdateFailure } from "#shared/contract/updates.ts";

/** An update that is refused or cannot be had, for a known reason. */
export class UpdateRefused extends Error {
  override readonly name = "UpdateRefused";
  readonly kind: UpdateFailure;

  constructor(kind: UpdateFailure, message: string, cause?: unknown) {
    super(message, { cause });
    this.kind = kind;
  }
}

const kindByCode: Readonly<Record<string, UpdateFailure>> = {
  ENOSPC: "diskFull",
  EDQUOT: "diskFull",
  EACCES: "noPermission",
  EPERM: "noPermission",
  EROFS: "noPermission",
  ECONNREFUSED: "unreachable",
  ECONNRESET: "unreachable",
  ENOTFOUND: "unreachable",
  EAI_AGAIN: "unreachable",
  ETIMEDOUT: "unreachable",
  ENETUNREACH: "unreachable",
  EHOSTUNREACH: "unreachable",
  EPIPE: "unreachable",
  ERR_CHECKSUM_MISMATCH: "damaged",
  ERR_UPDATER_INVALID_SIGNATURE: "wrongPublisher",
  ERR_UPDATER_INVALID_UPDATE_INFO: "manifestInvalid",
  ERR_UPDATER_INVALID_VERSION: "manifestInvalid",
  ERR_UPDATER_NO_CHECKSUM: "manifestInvalid",
  ERR_UPDATER_NO_FILES_PROVIDED: "manifestInvalid",
  ERR_UPDATER_ZIP_FILE_NOT_FOUND: "manifestInvalid",
};

/** What became of a check or download, in the closed set that the window has words for. */
export function updateFailureOf(error: unknown, depth = 0): UpdateFailure {
  if (error instanceof UpdateRefused) return error.kind;
  if (!(error instanceof Error)) return "unexpected";
  const code = "code" in error ? String(error.code) : "";
  const known = kindByCode[code] ?? (isOfTransport(error, code) ? "unreachable" : null);
  if (known) return known;
  return error.cause === undefined || depth === 4 ? "unexpected" : updateFailureOf(error.cause, depth + 1);
}

/** A server that answers with an error, is silent, or hangs up. */
function isOfTransport({ message }: Error, code: string): boolean {
  return (
    /^(HTTP_ERROR_|UND_ERR_|ERR_TLS_|ERR_SSL_|CERT_)/.test(code) ||
    /timed out|aborted by the server|socket hang up|terminated/i.test(message)
  );
}
