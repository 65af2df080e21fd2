import { utilityProcess } from "electron";
import type { StartProcess } from "../sample/sample-photos.ts";

/** Electron's binary runs no scripts of ours by itself once fuses are set, so work of its own goes to a utility process. */
export const startUtilityProcess: StartProcess = (entry, argument, signal) =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const child = utilityProcess.fork(entry, [argument], { stdio: "ignore", serviceName: "Sample drawings" });
    const stop = () => child.kill();
    signal.addEventListener("abort", stop, { once: true });
    child.once("exit", (code) => {
      signal.removeEventListener("abort", stop);
      if (code === 0) resolve();
      else reject(signal.aborted ? signal.reason : new Error(`${entry} ended with ${code}`));
    });
  });
