/** Asks for one picture with the browser's own dialog; null means the person thought better of it. */
export function choosePicture(): Promise<File | null> {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = "image/*";
  return new Promise((resolve) => {
    input.addEventListener("change", () => resolve(input.files?.[0] ?? null));
    input.addEventListener("cancel", () => resolve(null));
    input.click();
  });
}
