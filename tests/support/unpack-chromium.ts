/** Unpacks npm's Chromium into the temporary folder of this process, which is the only way to tell it where to. */
import chromium from "@sparticuz/chromium";

await chromium.executablePath();
