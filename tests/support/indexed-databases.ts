/** Deletes every IndexedDB of one dealership in this page, as a browser does when the disk is full. */
export async function deleteDB(tenantId: string): Promise<void> {
  const databases = await indexedDB.databases();
  const own = databases.flatMap(({ name }) => (name?.includes(tenantId) ? [name] : []));
  if (own.length === 0) throw new Error("There is nothing to delete");
  await Promise.all(own.map(deleted));
}

function deleted(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.addEventListener("success", () => resolve());
    request.addEventListener("error", () => reject(new Error(`${name} could not be deleted`)));
    request.addEventListener("blocked", () => reject(new Error(`${name} is still open`)));
  });
}
