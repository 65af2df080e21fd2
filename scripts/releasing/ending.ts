import { ReleaseRefused } from "./refusal.ts";

/** Runs a command to its end; a refusal is said in its own words and without a stack. */
export async function ending(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    console.error(error instanceof ReleaseRefused ? error.message : error);
    process.exitCode = 1;
  }
}
