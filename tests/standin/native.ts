import { EventEmitter } from "node:events";
import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { options } from "./options.ts";
import { strict } from "./strict.ts";

/** What the operating system lends an application: dialogs, key ring, screens, theme. */

interface MessageBox {
  readonly message: string;
  readonly detail?: string;
  readonly buttons?: readonly string[];
  readonly cancelId?: number;
}

/**
 * Nobody is there to choose: a spec replaces `showOpenDialog` and `showSaveDialog` by what the user would have picked. A
 * message box is answered with the button that `press` names, and otherwise as if it was closed.
 */
export const dialog = strict("dialog", {
  boxes: [] as MessageBox[],
  press: "",
  showMessageBox(...given: readonly unknown[]): Promise<{ response: number; checkboxChecked: boolean }> {
    return Promise.resolve({ response: this.showMessageBoxSync(...given), checkboxChecked: false });
  },
  showMessageBoxSync(...given: readonly unknown[]): number {
    const box = given.at(-1) as MessageBox;
    this.boxes.push(box);
    const pressed = box.buttons?.indexOf(this.press) ?? -1;
    return pressed === -1 ? (box.cancelId ?? 0) : pressed;
  },
  showOpenDialog: (): Promise<{ canceled: boolean; filePaths: string[] }> =>
    Promise.resolve({ canceled: true, filePaths: [] }),
  showSaveDialog: (): Promise<{ canceled: boolean; filePath: string }> =>
    Promise.resolve({ canceled: true, filePath: "" }),
  showErrorBox: (title: string, content: string): void => console.error(`[error box] ${title}: ${content}`),
});

/** As different from plain text as the real key ring's work, and as bound to its own key. */
const key = createHash("sha256").update("stand-in key ring").digest();

export const safeStorage = strict("safeStorage", {
  getSelectedStorageBackend: () => options.keyring,
  isAsyncEncryptionAvailable: () => Promise.resolve(options.keyring !== "unknown"),
  encryptStringAsync(text: string): Promise<Buffer> {
    const nonce = randomBytes(12);
    const cipher = createCipheriv("aes-256-gcm", key, nonce);
    const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
    return Promise.resolve(Buffer.concat([Buffer.from("v11"), nonce, cipher.getAuthTag(), sealed]));
  },
  async decryptStringAsync(sealed: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> {
    const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(3, 15));
    decipher.setAuthTag(sealed.subarray(15, 31));
    const result = decipher.update(sealed.subarray(31), undefined, "utf8") + decipher.final("utf8");
    return Promise.resolve({ result, shouldReEncrypt: false });
  },
});

const display = {
  id: 1,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1040 },
  workAreaSize: { width: 1920, height: 1040 },
  scaleFactor: 1,
};

export const screen = strict(
  "screen",
  Object.assign(new EventEmitter(), {
    getAllDisplays: () => [display],
    getPrimaryDisplay: () => display,
    getDisplayMatching: () => display,
  }),
);

export const nativeTheme = strict(
  "nativeTheme",
  Object.assign(new EventEmitter(), {
    shouldUseDarkColors: false,
    shouldUseDarkColorsForSystemIntegratedUI: false,
    themeSource: "system",
  }),
);

/** Says what a spec has it say. */
export const powerMonitor = strict("powerMonitor", new EventEmitter());

/** What was handed to the system's own programs. */
export const shell = strict("shell", {
  opened: [] as string[],
  shown: [] as string[],
  openExternal(url: string): Promise<void> {
    this.opened.push(url);
    return Promise.resolve();
  },
  openPath(path: string): Promise<string> {
    this.shown.push(path);
    return Promise.resolve("");
  },
  showItemInFolder(path: string): void {
    this.shown.push(path);
  },
});

/** A picture of the system's. As Electron does, it is empty where the bytes are no PNG or JPEG. */
class NativeImage {
  private readonly bytes: Buffer;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  isEmpty(): boolean {
    const mark = this.bytes.toString("latin1", 0, 4);
    return mark !== "\x89PNG" && !mark.startsWith("\xff\xd8\xff");
  }
}

export type NativeImageLike = NativeImage;

export const nativeImage = strict("nativeImage", {
  createFromBuffer: (bytes: Buffer) => strict("NativeImage", new NativeImage(bytes)),
});

/** Writes no dumps; what it was told is what counts. */
export const crashReporter = strict("crashReporter", {
  started: null as object | null,
  start(given: { readonly uploadToServer?: boolean; readonly submitURL?: string }): void {
    if (given.uploadToServer !== false || given.submitURL !== undefined)
      throw new Error("electron stand-in: a crash report must not leave the computer");
    this.started = given;
  },
});
