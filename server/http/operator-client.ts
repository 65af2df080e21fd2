import { readFile } from "node:fs/promises";
import * as z from "zod";
import { CommandRefused } from "../command-refused.ts";
import { operatorFile } from "./operator.ts";

const Note = z.object({ url: z.url(), secret: z.string() });

/** Asks the hub that runs on a data folder, through the note that it left there. */
export async function askRunningHub(
  dataFolder: string,
  route: string,
  { method, headers = {} }: { method: "GET" | "POST"; headers?: Record<string, string> },
): Promise<Response> {
  const { url, secret } = await noteOf(dataFolder);
  const response = await fetch(new URL(route, url), {
    method,
    headers: { authorization: `Bearer ${secret}`, ...headers },
  });
  if (!response.ok) throw new CommandRefused(`The running hub answered ${response.status}.`);
  return response;
}

async function noteOf(dataFolder: string): Promise<z.infer<typeof Note>> {
  try {
    return Note.parse(JSON.parse(await readFile(operatorFile(dataFolder), "utf8")));
  } catch {
    throw new CommandRefused(
      "The hub on this folder is only just starting or stopping. Try again in a moment.",
    );
  }
}
