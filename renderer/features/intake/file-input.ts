/** Asks with the browser's own dialog; an empty list means the user thought better of it. */
export function chooseFiles(what: "files" | "folder"): Promise<File[]> {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  if (what === "folder") input.webkitdirectory = true;
  else input.accept = "image/*,.heic,.heif,.avif,.tif,.tiff";
  return new Promise((resolve) => {
    input.addEventListener("change", () => resolve([...(input.files ?? [])]));
    input.addEventListener("cancel", () => resolve([]));
    input.click();
  });
}
