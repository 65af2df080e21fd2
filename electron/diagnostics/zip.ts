import { buffer } from "node:stream/consumers";
import { ZipFile } from "yazl";
import type { DiagnosticsFile } from "./gathering.ts";

export function zipOf(files: readonly DiagnosticsFile[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const { name, content } of files) zip.addBuffer(content, name);
  zip.end();
  return buffer(zip.outputStream);
}
