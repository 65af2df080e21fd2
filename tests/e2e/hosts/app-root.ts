import { fileURLToPath } from "node:url";

/** The folder whose `out/` is tested: this one's, or with `E2E_APP` another build's. */
export const appRoot = process.env["E2E_APP"] ?? fileURLToPath(new URL("../../..", import.meta.url));
