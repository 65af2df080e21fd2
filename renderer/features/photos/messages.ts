import { en } from "./messages-en.ts";
import { esMX } from "./messages-es-mx.ts";

/** Words of the photos feature. */
export const messages = { en, "es-MX": esMX } as const;
