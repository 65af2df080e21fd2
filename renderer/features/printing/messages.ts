import { en } from "./messages-en.ts";
import { esMX } from "./messages-es-mx.ts";

/** Words of what is printed; namespace `printing`. */
export const messages = { en, "es-MX": esMX };
