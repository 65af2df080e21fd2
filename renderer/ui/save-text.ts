/** Hands a text over as a file, which the browser downloads or the system asks a place for. */
export function saveText(name: string, text: string, type: "text/csv" | "application/json"): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The download has taken the address by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
