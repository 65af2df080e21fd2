/**
 * Code that runs inside Chromium. Each function is sent as its source, so it uses nothing from outside itself. The preload
 * has an isolated world of its own, as in Electron; only what it exposes crosses into the page's world, by DOM events.
 */

export interface PreloadFacts {
  readonly binding: string;
  readonly receiver: string;
  readonly platform: string;
  readonly versions: Readonly<Record<string, string>>;
}

/** One message from the preload's world to main. */
export type FromWindow =
  | {
      readonly type: "post";
      readonly channel: string;
      readonly message: string;
      readonly ports: readonly string[];
    }
  | { readonly type: "port"; readonly id: string; readonly data: string }
  | { readonly type: "portClosed"; readonly id: string };

/** One message from main to the preload's world. */
export type ToWindow =
  | { readonly type: "port"; readonly id: string; readonly data: string }
  | { readonly type: "portClosed"; readonly id: string }
  | { readonly type: "files"; readonly files: readonly RegisteredFile[] };

/** A file of this computer that the harness is about to drop or choose. `modified` is in whole milliseconds. */
export interface RegisteredFile {
  readonly name: string;
  readonly size: number;
  readonly modified: number;
  readonly path: string;
}

/** The page's side of contextBridge: builds what was exposed. A call crosses and returns within one DOM event. */
export function pageWorld(): void {
  if (window.top !== window) return;
  let answer: { ok?: unknown; error?: string } = {};
  const call = (key: string, name: string, values: unknown[]) => {
    document.dispatchEvent(new CustomEvent("standin:call", { detail: { key, name, values } }));
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.ok;
  };
  document.addEventListener("standin:answer", (event) => {
    answer = (event as CustomEvent<typeof answer>).detail;
  });
  document.addEventListener("standin:expose", (event) => {
    const { key, members } = (event as CustomEvent<{ key: string; members: Record<string, unknown> }>).detail;
    const value = Object.fromEntries(
      Object.entries(members).map(([name, member]) => [
        name,
        member === "standin:function" ? (...values: unknown[]) => call(key, name, values) : member,
      ]),
    );
    Object.defineProperty(window, key, { value: Object.freeze(value), enumerable: true });
  });
}

/** The preload's world: the modules that a sandboxed preload may require, and `process` as it sees it. */
function preloadWorld(facts: PreloadFacts): { require: (id: string) => unknown; process: object } {
  const ports = new Map<string, MessagePort>();
  const exposed = new Map<string, Record<string, unknown>>();
  const files = new Map<string, string>();
  const world = globalThis as unknown as Record<string, (text: string) => void>;
  const out = (message: FromWindow) => world[facts.binding]?.(JSON.stringify(message));

  const encode = (value: unknown) =>
    JSON.stringify(value ?? null, (_key, part: unknown) => {
      const bytes = part instanceof ArrayBuffer ? new Uint8Array(part) : part;
      if (!(bytes instanceof Uint8Array)) return part;
      return { $bytes: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")) };
    });
  const decode = (text: string): unknown =>
    JSON.parse(text, (_key, part: { $bytes?: string } | null) =>
      part?.$bytes === undefined
        ? part
        : Uint8Array.from(atob(part.$bytes), (letter) => letter.charCodeAt(0)),
    );
  const strict = (name: string, target: object): object =>
    new Proxy(target, {
      get(object, key) {
        if (typeof key === "symbol" || key in object) return Reflect.get(object, key) as unknown;
        throw new Error(`electron stand-in: ${name}.${key} is not emulated`);
      },
    });

  const send = (port: MessagePort) => {
    const id = crypto.randomUUID();
    ports.set(id, port);
    port.addEventListener("message", ({ data }) => out({ type: "port", id, data: encode(data) }));
    port.addEventListener("close", () => out({ type: "portClosed", id }));
    return id;
  };
  world[facts.receiver] = (text) => {
    const message = JSON.parse(text) as ToWindow;
    if (message.type === "port") ports.get(message.id)?.postMessage(decode(message.data));
    else if (message.type === "portClosed") ports.get(message.id)?.close();
    else
      for (const { name, size, modified, path } of message.files)
        files.set(`${name}|${size}|${modified}`, path);
  };
  document.addEventListener("standin:call", (event) => {
    const { key, name, values } = (event as CustomEvent<{ key: string; name: string; values: unknown[] }>)
      .detail;
    let detail: { ok?: unknown; error?: string };
    try {
      const member = exposed.get(key)?.[name] as (...values: unknown[]) => unknown;
      detail = { ok: member(...values) };
    } catch (error) {
      detail = { error: String(error) };
    }
    document.dispatchEvent(new CustomEvent("standin:answer", { detail }));
  });

  const electron = strict("electron", {
    ipcRenderer: strict("ipcRenderer", {
      postMessage(channel: string, message: unknown, transfer: MessagePort[] = []) {
        out({ type: "post", channel, message: encode(message), ports: transfer.map(send) });
        // Main is told of the port first; what the page has posted meanwhile has waited in it.
        for (const port of transfer) port.start();
      },
    }),
    contextBridge: strict("contextBridge", {
      exposeInMainWorld(key: string, members: Record<string, unknown>) {
        exposed.set(key, members);
        const shown = Object.fromEntries(
          Object.entries(members).map(([name, member]) => [
            name,
            typeof member === "function" ? "standin:function" : structuredClone(member),
          ]),
        );
        document.dispatchEvent(new CustomEvent("standin:expose", { detail: { key, members: shown } }));
      },
    }),
    webUtils: strict("webUtils", {
      getPathForFile: (file: File) => files.get(`${file.name}|${file.size}|${file.lastModified}`) ?? "",
    }),
  });
  const modules: Record<string, unknown> = { electron, "electron/renderer": electron };
  const { platform, versions } = facts;
  return {
    process: {
      platform,
      versions,
      sandboxed: true,
      contextIsolated: true,
      type: "renderer",
      env: {},
      argv: [],
    },
    require(id) {
      if (id in modules) return modules[id];
      throw new Error(`module not found: ${id} (a sandboxed preload cannot require it)`);
    },
  };
}

/** The preload's bundle with what it runs in, as one script for its isolated world. */
export function preloadScript(bundle: string, facts: PreloadFacts): string {
  return `(() => {
    if (window.top !== window) return;
    const world = (${preloadWorld.toString()})(${JSON.stringify(facts)});
    try {
      (function (require, module, exports, process) {\n${bundle}\n})(world.require, { exports: {} }, {}, world.process);
    } catch (error) {
      console.error("preload failed: " + error.stack);
    }
  })()`;
}
