import * as z from "zod";
import { Id } from "./primitives.ts";

/** Somebody of the dealership, by the name that they had then. */
export const PersonReference = z.object({ personId: Id, name: z.string() });
export type PersonReference = z.infer<typeof PersonReference>;
