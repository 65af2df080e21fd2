import { EventEmitter } from "node:events";
import { isPrivileged, privilege, type ProtocolHandler } from "./scheme.ts";
import { strict } from "./strict.ts";

type PermissionRequest = (contents: unknown, permission: string, answer: (granted: boolean) => void) => void;
type PermissionCheck = (contents: unknown, permission: string, origin: string) => boolean;
type DevicePermission = (details: { readonly deviceType: string }) => boolean;

class Protocol {
  private readonly handlers = new Map<string, ProtocolHandler>();

  registerSchemesAsPrivileged(schemes: Parameters<typeof privilege>[0]): void {
    privilege(schemes);
  }

  handle(scheme: string, handler: ProtocolHandler): void {
    if (!isPrivileged(scheme))
      throw new Error(`electron stand-in: ${scheme} was not registered as privileged`);
    if (this.handlers.has(scheme)) throw new Error(`electron stand-in: a second handler for ${scheme}`);
    this.handlers.set(scheme, handler);
  }

  isProtocolHandled(scheme: string): boolean {
    return this.handlers.has(scheme);
  }

  unhandle(scheme: string): void {
    this.handlers.delete(scheme);
  }

  handlerOf(scheme: string): ProtocolHandler | undefined {
    return this.handlers.get(scheme);
  }
}

class Session extends EventEmitter {
  readonly protocol = strict("protocol", new Protocol());
  permissionRequest: PermissionRequest | null = null;
  permissionCheck: PermissionCheck | null = null;
  devicePermission: DevicePermission | null = null;

  setPermissionRequestHandler(handler: PermissionRequest | null): void {
    this.permissionRequest = handler;
  }

  setPermissionCheckHandler(handler: PermissionCheck | null): void {
    this.permissionCheck = handler;
  }

  setDevicePermissionHandler(handler: DevicePermission | null): void {
    this.devicePermission = handler;
  }

  /** Dictionaries that the system would have; those in use; and words that were added to them. */
  readonly availableSpellCheckerLanguages = ["en-GB", "en-US", "es", "es-419", "es-MX"];
  spellCheckerEnabled = true;
  spellCheckerLanguages: readonly string[] = ["en-US"];
  readonly ownWords: string[] = [];

  setSpellCheckerEnabled(enabled: boolean): void {
    this.spellCheckerEnabled = enabled;
  }

  setSpellCheckerLanguages(languages: readonly string[]): void {
    const unknown = languages.find((code) => !this.availableSpellCheckerLanguages.includes(code));
    if (unknown !== undefined) throw new Error(`electron stand-in: no dictionary for ${unknown}`);
    this.spellCheckerLanguages = languages;
  }

  /** The system's proxy, as a test sets it. */
  proxy = "DIRECT";

  resolveProxy(): Promise<string> {
    return Promise.resolve(this.proxy);
  }

  addWordToSpellCheckerDictionary(word: string): boolean {
    this.ownWords.push(word);
    return true;
  }
}

export type SessionLike = Session;

const defaultSession = strict("session", new Session());

export const session = strict("session", { defaultSession });
export const protocol = defaultSession.protocol;
