/** Whether a drag carries files of the operating system, as opposed to something of the window's own. */
export function carriesFiles(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes("Files") ?? false;
}
