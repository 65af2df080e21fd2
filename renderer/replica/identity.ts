import { v5 } from "uuid";

/** Namespace of the ids that are worked out from what a document is about, so that writing it twice is writing it once. */
const namespace = "5f1c4d0e-8f0b-5c7e-9a53-3d2f1b6c7a10";

export function idOf(...parts: readonly string[]): string {
  return v5(parts.join("\n"), namespace);
}
