import { en } from "./messages-en.ts";
import { esMX } from "./messages-es-mx.ts";

/** Words of the photo library; namespace `library`. */
export const messages = { en, "es-MX": esMX } as const;
