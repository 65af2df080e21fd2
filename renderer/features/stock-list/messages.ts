import { en } from "./messages-en.ts";
import { esMX } from "./messages-es-mx.ts";

/** Words of stock lists; namespace `stockList`. */
export const messages = { en, "es-MX": esMX } as const;
