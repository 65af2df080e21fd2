import type { PhotoFailure } from "#shared/contract/photo-import.ts";

/** A file that does not become a photo, for a reason that the window has a sentence for. */
export class PhotoRefusal extends Error {
  readonly kind: PhotoFailure;

  constructor(kind: PhotoFailure, cause?: unknown) {
    super(kind, { cause });
    this.name = "PhotoRefusal";
    this.kind = kind;
  }
}

/** What became of reading the user's own file. A card that was pulled out answers with device errors. */
const sourceFailures: Record<string, PhotoFailure> = {
  ENOENT: "missing",
  ENOTDIR: "missing",
  ENODEV: "missing",
  ENXIO: "missing",
  EIO: "missing",
  EACCES: "noPermission",
  EPERM: "noPermission",
  ELOOP: "missing",
  ESTALE: "missing",
  ENOTCONN: "missing",
  ENAMETOOLONG: "nameTooLong",
  EISDIR: "notAPicture",
};

/** Runs a step that touches the user's file. */
export function readingSource<T>(step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw new PhotoRefusal(sourceFailures[codeOf(error)] ?? "unexpected", error);
  }
}

/** The failure that an item ends with, whatever was thrown. */
export function failureOf(error: unknown): PhotoFailure {
  if (error instanceof PhotoRefusal) return error.kind;
  return ["ENOSPC", "EDQUOT", "EFBIG"].includes(codeOf(error)) ? "diskFull" : "unexpected";
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
