import type { BrowserWindow, WebContents } from "electron";
import type { PrintEnd, Printing } from "../printing/printing.ts";

const millimetresPerInch = 25.4;
const micrometresPerMillimetre = 1000;

/**
 * Prints the window itself: its style sheet for print media shows nothing but the pages, which say their size in `@page`. The
 * size is said here as well, for printers that are asked before the page is.
 */
export function windowPrinting({ window }: { window: () => BrowserWindow | null }): Printing {
  const contents = () => {
    const open = window();
    if (!open) throw new Error("There is no window to print");
    return open.webContents;
  };
  return {
    async print({ width, height }) {
      const printers = await contents().getPrintersAsync();
      if (printers.length === 0) return "noPrinter";
      return printed(contents(), {
        printBackground: true,
        margins: { marginType: "none" },
        scaleFactor: 100,
        pageSize: {
          width: Math.round(width * micrometresPerMillimetre),
          height: Math.round(height * micrometresPerMillimetre),
        },
      });
    },
    toPdf: ({ width, height }) =>
      contents().printToPDF({
        printBackground: true,
        preferCSSPageSize: true,
        margins: { top: 0, bottom: 0, left: 0, right: 0 },
        pageSize: { width: width / millimetresPerInch, height: height / millimetresPerInch },
      }),
  };
}

function printed(contents: WebContents, options: Electron.WebContentsPrintOptions): Promise<PrintEnd> {
  return new Promise((resolve) => {
    contents.print(options, (success, reason) => resolve(success ? "printed" : endOf(reason)));
  });
}

/** Electron says why in English sentences. */
function endOf(reason: string): PrintEnd {
  if (/cancel/i.test(reason)) return "cancelled";
  return /no printers?/i.test(reason) ? "noPrinter" : "unavailable";
}
