/**
 * One import by the photo service in a process of its own, so that its memory and its event loop are its own. Started by
 * `importApart` with the folders of a card and of the store to be; answers with one line of JSON.
 */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { importOnce } from "./photo-import-run.ts";

const [card, folder] = process.argv.slice(2);
if (!card || !folder) throw new Error("Which card, and where to?");
const names = (await readdir(card)).sort();
const measured = await importOnce({ paths: names.map((name) => join(card, name)), folder });
process.stdout.write(`${JSON.stringify(measured)}\n`);
