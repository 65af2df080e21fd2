export type PlacePurpose =
  | "exportFolder"
  | "exportZip"
  | "watchedFolder"
  | "secondPlace"
  | "diagnosticsZip"
  | "everything"
  | "printPdf";

/** What only a window of the desktop's own can do; a window in a browser does without. */
export interface DesktopAbilities {
  /** Asks with the system's dialog; null where the user thought better of it. */
  choosePlace(what: PlacePurpose, suggestedName: string): Promise<string | null>;
  /** Shows a file or folder in the system's file manager. */
  reveal(path: string): void;
  /** Begins a drag of these files out of the window; `icon` is a PNG that follows the pointer. */
  startDrag(paths: readonly string[], icon: Buffer): void;
}
