/**
 * What was dropped, read while the drop event is still being handled (afterwards the browser empties it). With `whole`,
 * a folder stays one entry, for a host that walks folders itself; otherwise its files are gathered here.
 */
export function droppedFiles(transfer: DataTransfer, whole: boolean): Promise<File[]> {
  if (whole) return Promise.resolve([...transfer.files]);
  const entries = [...transfer.items]
    .filter(({ kind }) => kind === "file")
    .map((item) => item.webkitGetAsEntry() ?? item.getAsFile());
  return Promise.all(entries.filter((entry) => entry !== null).map(filesOf)).then((files) => files.flat());
}

async function filesOf(entry: FileSystemEntry | File): Promise<File[]> {
  if (entry instanceof File) return [entry];
  if (isFile(entry)) return [await new Promise<File>((resolve, reject) => entry.file(resolve, reject))];
  if (!isFolder(entry)) return [];
  const inside = await entriesOf(entry);
  const sorted = inside
    .filter(({ name }) => !name.startsWith("."))
    .sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
  return (await Promise.all(sorted.map(filesOf))).flat();
}

/** A directory reader answers in portions of at most 100 and ends with an empty one. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (portion.length === 0) return all;
    all.push(...portion);
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
