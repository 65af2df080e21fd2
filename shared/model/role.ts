import * as z from "zod";

/** What a person is at the dealership; `rights.ts` says what that lets them see and change. */
export const Role = z.enum(["owner", "manager", "sales", "photographer", "viewer"]);
export type Role = z.infer<typeof Role>;
