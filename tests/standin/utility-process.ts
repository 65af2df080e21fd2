import { fork, type ChildProcess } from "node:child_process";
import { EventEmitter } from "node:events";
import { fileURLToPath } from "node:url";
import { strict } from "./strict.ts";

interface ForkOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly execArgv?: readonly string[];
  readonly serviceName?: string;
  readonly stdio?: "inherit" | "ignore" | "pipe";
}

/** A utility process of Electron's: a child of plain Node whose `process.parentPort` is laid over node's own channel. */
class UtilityProcess extends EventEmitter {
  private readonly child: ChildProcess;
  pid: number | undefined;

  constructor(child: ChildProcess) {
    super();
    this.child = child;
    child.on("spawn", () => {
      this.pid = child.pid;
      this.emit("spawn");
    });
    child.on("message", (message) => this.emit("message", message));
    child.on("exit", (code) => {
      this.pid = undefined;
      this.emit("exit", code ?? 1);
    });
  }

  get stdout() {
    return this.child.stdout;
  }

  get stderr() {
    return this.child.stderr;
  }

  postMessage(message: object): void {
    this.child.send(message);
  }

  kill(): boolean {
    return this.child.kill();
  }
}

export const utilityProcess = strict("utilityProcess", {
  fork(
    modulePath: string,
    args: readonly string[] = [],
    { env, cwd, execArgv = [], stdio }: ForkOptions = {},
  ) {
    const parentPort = fileURLToPath(new URL("./parent-port.ts", import.meta.url));
    const child = fork(modulePath, [...args], {
      cwd,
      env: env ?? process.env,
      execArgv: [...execArgv, "--import", parentPort],
      serialization: "advanced",
      stdio: stdio === undefined ? "inherit" : [stdio, stdio, stdio, "ipc"],
    });
    return strict("UtilityProcess", new UtilityProcess(child));
  },
});
