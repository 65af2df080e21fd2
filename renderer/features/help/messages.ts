import { en } from "./messages-en.ts";
import { esMx } from "./messages-es-mx.ts";

/** Words of what helps when something goes wrong; namespace `help`. */
export const messages = { en, "es-MX": esMx } as const;
