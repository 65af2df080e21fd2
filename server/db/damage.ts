/** SQLSTATE data_corrupted, index_corrupted, and undefined_file: what PostgreSQL says of a page or a file of its own. */
const damage = /^(?:XX001|XX002|58P01)$/;

/** Whether a failure says that a part of the database cannot be read any more, so that the same request fails again. */
export function isDamaged(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return damage.test(code) || isDamaged(error.cause);
}
