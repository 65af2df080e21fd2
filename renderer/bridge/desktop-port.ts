import { type DesktopAbilities, desktopKey, portAnswer, portRequest } from "#shared/contract/window-door.ts";

/** What the preload of the Electron host offers; null in the browser host. */
export function desktopAbilities(): DesktopAbilities<File> | null {
  const abilities: unknown = Reflect.get(globalThis, desktopKey);
  return isAbilities(abilities) ? abilities : null;
}

/** The port to main, which the preload hands over once per load of the window. */
export function desktopPort(): Promise<MessagePort> {
  return new Promise((resolve) => {
    const listener = ({ data, source, origin, ports }: MessageEvent) => {
      const [port] = ports;
      if (data !== portAnswer || source !== window || origin !== location.origin || !port) return;
      window.removeEventListener("message", listener);
      port.start();
      resolve(port);
    };
    window.addEventListener("message", listener);
    window.postMessage(portRequest, location.origin);
  });
}

function isAbilities(value: unknown): value is DesktopAbilities<File> {
  return (
    typeof value === "object" && value !== null && "pathOf" in value && typeof value.pathOf === "function"
  );
}
