import type { WaitingPhoto } from "#shared/contract/bridge.ts";
import type { HashList } from "./hash-list.ts";
import type { OwnedFiles } from "./owned-files.ts";

/** Which files the hub lacks something of. Each change costs what the changed files have in it, however many there are. */
export interface WaitingFiles {
  /** Photos of which something waits. */
  readonly photos: number;
  /** New files, or others in place of those that had the same id. */
  put(files: OwnedFiles): void;
  /** The hub has it now. */
  arrived(sha256: string): void;
  /** In no order. */
  list(sending: ReadonlySet<string>): WaitingPhoto[];
}

type FilesById = Map<string, OwnedFiles>;

export function createWaitingFiles(atHub: Pick<HashList, "has">): WaitingFiles {
  const byId: FilesById = new Map();
  const byHash = new Map<string, FilesById>();
  const byPhoto = new Map<string, FilesById>();

  const isLacking = (sha256: string) => !atHub.has(sha256);
  const forget = (files: OwnedFiles) => {
    byId.delete(files.id);
    removeFrom(byPhoto, files.photo, files.id);
    for (const hash of files.hashes) removeFrom(byHash, hash, files.id);
  };

  return {
    get photos() {
      return byPhoto.size;
    },
    put(files) {
      const before = byId.get(files.id);
      if (before) forget(before);
      const lacking = files.hashes.filter(isLacking);
      if (lacking.length === 0) return;
      byId.set(files.id, files);
      addTo(byPhoto, files.photo, files);
      for (const hash of lacking) addTo(byHash, hash, files);
    },
    arrived(sha256) {
      for (const files of byHash.get(sha256)?.values() ?? [])
        if (!files.hashes.some(isLacking)) forget(files);
      byHash.delete(sha256);
    },
    list: (sending) =>
      [...byPhoto].map(([original, owned]) => {
        const hashes = [...new Set([...owned.values()].flatMap((one) => one.hashes))];
        return {
          original,
          files: hashes.length,
          sent: hashes.filter((hash) => atHub.has(hash)).length,
          sending: hashes.some((hash) => sending.has(hash)),
        };
      }),
  };
}

function addTo(groups: Map<string, FilesById>, key: string, files: OwnedFiles): void {
  const group = groups.get(key) ?? new Map<string, OwnedFiles>();
  group.set(files.id, files);
  groups.set(key, group);
}

function removeFrom(groups: Map<string, FilesById>, key: string, id: string): void {
  const group = groups.get(key);
  group?.delete(id);
  if (group?.size === 0) groups.delete(key);
}
