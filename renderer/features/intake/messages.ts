import { en } from "./messages-en.ts";
import { esMX } from "./messages-es-mx.ts";

/** Words of photos on their way in; namespace `intake`. */
export const messages = { en, "es-MX": esMX } as const;
