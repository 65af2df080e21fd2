/** A file and the folders between what was handed over and it, joined by `/`; '' where there are none. */
export interface FileInFolder {
  readonly file: File;
  readonly folder: string;
}

/**
 * What was dropped, read while the drop event is still being handled (afterwards the browser empties it). With `whole`,
 * a folder stays one entry, for a host that walks folders itself; otherwise its files are gathered here.
 */
export function droppedFiles(transfer: DataTransfer, whole: boolean): Promise<FileInFolder[]> {
  if (whole) return Promise.resolve([...transfer.files].map((file) => ({ file, folder: "" })));
  const dropped = [...transfer.items].filter(({ kind }) => kind === "file").map((item) => fileOrFolder(item));
  return Promise.all(dropped.filter((entry) => entry !== null).map((entry) => filesOf(entry, ""))).then(
    (files) => files.flat(),
  );
}

/** A file is taken as such: by way of its entry the browser's other process would be asked for each. */
function fileOrFolder(item: DataTransferItem): FileSystemEntry | File | null {
  const entry = item.webkitGetAsEntry();
  return entry?.isDirectory ? entry : item.getAsFile();
}

async function filesOf(entry: FileSystemEntry | File, folder: string): Promise<FileInFolder[]> {
  if (entry instanceof File) return [{ file: entry, folder }];
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return [{ file, folder }];
  }
  if (!isFolder(entry)) return [];
  const within = folder ? `${folder}/${entry.name}` : entry.name;
  const sorted = (await entriesOf(entry))
    .filter(({ name }) => !name.startsWith("."))
    .sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
  return (await Promise.all(sorted.map((inside) => filesOf(inside, within)))).flat();
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
