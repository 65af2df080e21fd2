/** Preloaded into a child that stands for a utility process: gives it Electron's `process.parentPort`. */
import { EventEmitter } from "node:events";

class ParentPort extends EventEmitter {
  postMessage(message: object): void {
    process.send?.(message);
  }

  start(): void {}
}

const parentPort = new ParentPort();
process.on("message", (data) => parentPort.emit("message", { data, ports: [] }));
// A utility process does not outlive the application.
process.on("disconnect", () => process.exit(0));
Object.defineProperty(process, "parentPort", { value: parentPort });
