import { en } from "./messages-en.ts";
import { esMX } from "./messages-es-mx.ts";

/** Words of pictures on their way out; namespace `photoExport`. */
export const messages = { en, "es-MX": esMX };
