import { EventEmitter } from "node:events";
import { strict } from "./strict.ts";

/** A notification of the system's; a spec clicks it by `emit("click", {})`. */
export class Notification extends EventEmitter {
  static readonly shown: Notification[] = [];
  readonly title: string;
  readonly body: string;

  constructor({ title = "", body = "" }: { readonly title?: string; readonly body?: string } = {}) {
    super();
    this.title = title;
    this.body = body;
    return strict("Notification", this);
  }

  static isSupported(): boolean {
    return true;
  }

  show(): void {
    Notification.shown.push(this);
    this.emit("show", {});
  }
}
