import type { Damage } from "#shared/contract/recovery.ts";
import type { Computer } from "../desk/computer.ts";
import type { Printing } from "../printing/printing.ts";
import type { DesktopAbilities } from "../renditions/desktop-abilities.ts";
import type { StartProcess } from "../sample/sample-photos.ts";
import type { Installation } from "../updater/installation.ts";
import type { SecretBox } from "../vault/vault.ts";

/** What differs between the hosts of the services. */
export interface HostAbilities {
  readonly kind: "electron" | "browser";
  /** Null where the system offers no encryption: the vault then asks for a passphrase. */
  readonly secrets: SecretBox | null;
  /** Shows a vendor's sign-in page in the system's browser; null where the window opens it beside itself. */
  readonly openInBrowser: ((url: string) => Promise<void>) | null;
  /** Asks with the system's dialog; null where the window has to ask. */
  readonly chooseFiles:
    | ((what: "files" | "folder" | "watermark" | "stockList" | "exportFile") => Promise<string[]>)
    | null;
  /** Where the window finds pictures: `<photoBase><sha256>`. */
  readonly photoBase: string;
  /** Where a browser fetches what was made for it to download: `<downloadBase><ticket>`; null where there is none. */
  readonly downloadBase: string | null;
  /** Null where the window is in a browser. */
  readonly desktop: DesktopAbilities | null;
  /** Null where the window is in a browser. */
  readonly computer: Computer | null;
  /** Null where the window prints by itself. */
  readonly printing: Printing | null;
  readonly startProcess: StartProcess;
  /** Null where the app cannot update itself. */
  readonly installation: Installation | null;
  /** Ends this run, and has the next one open the recovery window for it. */
  readonly recover: (damage: Damage) => Promise<void>;
  /** Ends this run, and has the next one begin as a desk of nobody. */
  readonly wipe: () => Promise<void>;
}
