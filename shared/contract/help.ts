import * as z from "zod";

/** What main has to tell the person in front of the window. */
export const WindowNotice = z.discriminatedUnion("type", [
  /** Something went wrong in main that nobody waits for; the id finds it in the log. */
  z.object({ type: z.literal("defect"), defectId: z.string() }),
  /** The window had to be opened anew; the id finds the report of it. */
  z.object({
    type: z.literal("windowReopened"),
    reason: z.enum(["crashed", "unresponsive"]),
    reportId: z.string(),
  }),
]);
export type WindowNotice = z.infer<typeof WindowNotice>;

/** What a file of the diagnostics is about. */
export const DiagnosticsSubject = z.enum([
  "readme",
  "versions",
  "configuration",
  "sync",
  "storage",
  "log",
  "crash",
]);
export type DiagnosticsSubject = z.infer<typeof DiagnosticsSubject>;

export const DiagnosticsList = z.object({
  files: z.array(z.object({ name: z.string(), bytes: z.int(), about: DiagnosticsSubject })),
});
export type DiagnosticsList = z.infer<typeof DiagnosticsList>;

/** The language of the words inside. */
export const DiagnosticsOrder = z.object({ language: z.enum(["en", "es-MX"]) });
export type DiagnosticsOrder = z.infer<typeof DiagnosticsOrder>;

/** Where the zip lies, or what a browser fetches it from; both null where the user thought better of it. */
export const SavedDiagnostics = z.object({ path: z.string().nullable(), download: z.string().nullable() });
export type SavedDiagnostics = z.infer<typeof SavedDiagnostics>;

export const saveFailures = {
  diskFull: { message: "The disk is full" },
  noPermission: { message: "That place cannot be written to" },
};
