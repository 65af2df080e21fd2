import { en } from "./messages-en.ts";
import { esMX } from "./messages-es-mx.ts";

/** Words of the accounts and of what protects them. */
export const messages = { en, "es-MX": esMX };
