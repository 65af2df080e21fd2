import type { BridgeClient } from "#renderer/bridge/client.ts";
import { isListName } from "#shared/rules/stock-list-bytes.ts";
import { mostBytes } from "#shared/rules/stock-list-fields.ts";

/** A list on this computer that was given to main: chosen in its dialog, or opened with the app. */
export interface ListPath {
  readonly path: string;
  readonly name: string;
}

/** The lists that were dropped; null where something else was among them, such as photos. */
export function droppedLists(transfer: DataTransfer): readonly File[] | null {
  const files = [...transfer.files];
  return files.length > 0 && files.every(({ name }) => isListName(name)) ? files : null;
}

/** Asks with the browser's own dialog; null means the user thought better of it. */
export function chooseListFile(): Promise<File | null> {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = ".csv,.tsv,.txt,.tab,.xlsx,.xls,text/csv";
  input.hidden = true;
  // An input that is nowhere in the document may be collected while its dialog is open.
  document.body.append(input);
  return new Promise<File | null>((resolve) => {
    input.addEventListener("change", () => resolve(input.files?.[0] ?? null));
    input.addEventListener("cancel", () => resolve(null));
    input.click();
  }).finally(() => input.remove());
}

export async function bytesOfFile(file: File): Promise<Uint8Array> {
  // One byte more than is taken, so that a file that is too large is known for one.
  return new Uint8Array(await file.slice(0, mostBytes + 1).arrayBuffer());
}

/** Reads part by part through the bridge. Throws what the bridge throws. */
export async function bytesOfPath(
  bridge: Pick<BridgeClient, "stockLists">,
  path: string,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let read = 0;
  for (;;) {
    const { base64, size } = await bridge.stockLists.read({ path, from: read });
    const part = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    parts.push(part);
    read += part.length;
    if (read >= size || part.length === 0 || read > mostBytes) return joined(parts, read);
  }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
