import type { PictureFailure } from "#shared/contract/renditions.ts";
import { PhotoRefusal } from "../photos/photo-refusal.ts";

/** A picture that is not made, for a reason that the window has a sentence for. */
export class PictureProblem extends Error {
  readonly kind: PictureFailure;

  constructor(kind: PictureFailure, cause?: unknown) {
    super(kind, { cause });
    this.name = "PictureProblem";
    this.kind = kind;
  }
}

const diskFailures: Record<string, PictureFailure> = {
  ENOSPC: "diskFull",
  EDQUOT: "diskFull",
  EACCES: "noPermission",
  EPERM: "noPermission",
  EROFS: "noPermission",
  ENOENT: "notHere",
  ENOTDIR: "notHere",
  ENODEV: "notHere",
  ENXIO: "notHere",
  EIO: "notHere",
};

/** The failure that a picture ends with, whatever was thrown. */
export function pictureFailureOf(error: unknown): PictureFailure {
  if (error instanceof PictureProblem) return error.kind;
  if (error instanceof PhotoRefusal) return "broken";
  return diskFailures[codeOf(error)] ?? "unexpected";
}

export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}
