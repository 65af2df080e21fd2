import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { extractFile, getRawHeader } from "@electron/asar";

export interface ArchivedFile {
  readonly path: string;
  /** Beside the archive instead of within. */
  readonly unpacked: boolean;
  /** SHA-256 in hexadecimal, as the archive promises it; null where it promises nothing. */
  readonly promised: string | null;
}

interface Node {
  readonly files?: Readonly<Record<string, Node>>;
  readonly unpacked?: boolean;
  readonly integrity?: { readonly algorithm: string; readonly hash: string };
}

export function filesOf(archive: string): ArchivedFile[] {
  return walk(getRawHeader(archive).header, "");
}

function walk(node: Node, path: string): ArchivedFile[] {
  if (node.files)
    return Object.entries(node.files).flatMap(([name, child]) =>
      walk(child, path ? `${path}/${name}` : name),
    );
  const promised = node.integrity?.algorithm === "SHA256" ? node.integrity.hash : null;
  return [{ path, unpacked: node.unpacked === true, promised }];
}

export async function hashOf(archive: string, { path, unpacked }: ArchivedFile): Promise<string> {
  const content = unpacked ? await readFile(join(`${archive}.unpacked`, path)) : extractFile(archive, path);
  return createHash("sha256").update(content).digest("hex");
}
