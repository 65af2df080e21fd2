/** SQLSTATE classes 08 (connection), 53 (resources) and 57P (server stopping), and what the socket says by itself. */
const transient = /^(?:08|53|57P)|^(?:ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN)$/;
const poolSays = /timeout exceeded when trying to connect|Connection terminated|Cannot use a pool after/;

/** Whether a failure says that the database cannot be reached just now, and the same request may succeed later. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return transient.test(code) || poolSays.test(error.message) || isUnavailable(error.cause);
}
