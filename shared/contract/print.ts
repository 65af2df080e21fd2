import { oc } from "@orpc/contract";
import * as z from "zod";

const printFailures = {
  /** The user thought better of it. */
  cancelled: { message: "It was cancelled" },
  unavailable: { message: "The system did not print" },
};

/** A page in millimetres, as the window's `@page` says it. */
const PrintOrder = z.object({
  page: z.object({ width: z.number().min(8).max(1000), height: z.number().min(8).max(1000) }),
});

/** What the window shows to print media. Only where `printing` is `main`. */
export const print = {
  print: oc
    .input(PrintOrder)
    .errors({ ...printFailures, noPrinter: { message: "There is no printer" } })
    .output(z.object({})),
  /** Asks where to with the system's dialog. */
  toPdf: oc
    .input(PrintOrder.extend({ suggestedName: z.string().max(200) }))
    .errors({
      ...printFailures,
      diskFull: { message: "The disk is full" },
      notWritable: { message: "The file cannot be written there" },
    })
    .output(z.object({})),
  /** Shows the PDF that was saved last in the system's file manager. */
  revealPdf: oc.output(z.object({})),
};
