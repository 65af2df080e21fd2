import type { FileInFolder } from "./dropped-files.ts";

/** Asks with the browser's own dialog; an empty list means the user thought better of it. */
export function chooseFiles(what: "files" | "folder"): Promise<FileInFolder[]> {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  if (what === "folder") input.webkitdirectory = true;
  else
    input.accept =
      "image/*,.heic,.heif,.avif,.tif,.tiff,.dng,.cr2,.cr3,.nef,.arw,.raf,.orf,.rw2,.pef,.srw,.xmp";
  return new Promise((resolve) => {
    input.addEventListener("change", () => resolve([...(input.files ?? [])].map(inFolder)));
    input.addEventListener("cancel", () => resolve([]));
    input.click();
  });
}

function inFolder(file: File): FileInFolder {
  return { file, folder: file.webkitRelativePath.split("/").slice(0, -1).join("/") };
}
