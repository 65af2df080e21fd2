import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import type { RefusedFile } from "#shared/contract/photo-import.ts";
import type { BridgeClient } from "#renderer/bridge/client.ts";
import { useStream } from "#renderer/bridge/use-stream.ts";
import { RefusedFilesDialog } from "./refused-files-dialog.tsx";

/** The files that did not become photos, and the list that says why. */
export interface Refused {
  readonly files: readonly RefusedFile[];
  show(): void;
}

const Context = createContext<Refused | null>(null);

export function useRefused(): Refused {
  const value = useContext(Context);
  if (!value) throw new Error("useRefused needs a RefusedProvider above it");
  return value;
}

const openFiles = (bridge: BridgeClient, signal: AbortSignal) => bridge.photos.refused(undefined, { signal });

export function RefusedProvider({ children }: { children: ReactNode }) {
  const [files, setFiles] = useState<readonly RefusedFile[]>([]);
  const [opened, setOpened] = useState(false);
  useStream(openFiles, (told) => setFiles(told.files));
  const value = useMemo(() => ({ files, show: () => setOpened(true) }), [files]);
  return (
    <Context value={value}>
      {children}
      <RefusedFilesDialog files={files} opened={opened} onClose={() => setOpened(false)} />
    </Context>
  );
}
