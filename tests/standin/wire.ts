/** What crosses between main and the preload's world: JSON in which bytes are marked. The window's half is in `world.ts`. */
const mark = "$bytes";

export function encode(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, part: unknown) => {
    if (part instanceof ArrayBuffer) return { [mark]: Buffer.from(part).toString("base64") };
    if (part instanceof Uint8Array) return { [mark]: Buffer.from(part).toString("base64") };
    // A Buffer has turned itself into this before the replacer sees it.
    if (isBufferJson(part)) return { [mark]: Buffer.from(part.data).toString("base64") };
    return part;
  });
}

export function decode(text: string): unknown {
  return JSON.parse(text, (_key, part: unknown) =>
    isMarked(part) ? new Uint8Array(Buffer.from(part[mark], "base64")) : part,
  );
}

function isMarked(part: unknown): part is { readonly [mark]: string } {
  return typeof part === "object" && part !== null && mark in part;
}

function isBufferJson(part: unknown): part is { readonly data: number[] } {
  return (
    typeof part === "object" && part !== null && "type" in part && part.type === "Buffer" && "data" in part
  );
}
