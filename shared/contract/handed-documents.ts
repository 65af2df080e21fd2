import * as z from "zod";
import { CollectionName, Envelope } from "../model/envelope.ts";

/** Documents that the window hands over in one call. */
export const handedAtOnce = 500;

/** Some of all documents that the window has, for main to take while no hub can be asked. */
export const HandedDocuments = z.object({
  entries: z.array(z.object({ collection: CollectionName, document: Envelope })).max(handedAtOnce),
  isLast: z.boolean(),
});
