import { en } from "./messages-en.ts";
import { esMX } from "./messages-es-mx.ts";

/** Words of the inventory; namespace `inventory`. */
export const messages = { en, "es-MX": esMX } as const;
