import sharp from "sharp";
import * as z from "zod";
import { drawSamplePhotos } from "./draw-photos.ts";

/**
 * Draws one car in a process of its own: `draw-process <request as JSON>`, under node or as an Electron utility process.
 * Exit code 0 means that every picture is there.
 */
const Request = z.object({ stockNumber: z.string(), folder: z.string(), today: z.iso.date() });

sharp.concurrency(1);
sharp.cache(false);
await drawSamplePhotos(Request.parse(JSON.parse(process.argv[2] ?? "null")));
process.exit(0);
