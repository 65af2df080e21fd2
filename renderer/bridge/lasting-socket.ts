const firstWait = 250;
const longestWait = 5_000;

type SocketEvent = "open" | "close" | "message";

/**
 * A WebSocket that opens itself again. Every loss is said by one `close`, which fails the calls under way; calls made
 * while it reopens wait for the next `open` or `close`. Waits double up to five seconds between attempts.
 */
export class LastingSocket implements Disposable {
  readonly #listeners = new EventTarget();
  readonly #open: () => WebSocket;
  readonly #final: number;
  readonly #onFinal: () => void;
  #socket: WebSocket;
  #wait = firstWait;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #disposed = false;

  /** A close with the `final` code is not followed by another attempt but told. */
  constructor(open: () => WebSocket, final: number, onFinal: () => void) {
    this.#open = open;
    this.#final = final;
    this.#onFinal = onFinal;
    this.#socket = this.#connect();
  }

  get readyState(): WebSocket["readyState"] {
    if (this.#disposed) return WebSocket.CLOSED;
    return this.#socket.readyState === WebSocket.OPEN ? WebSocket.OPEN : WebSocket.CONNECTING;
  }

  send(data: Parameters<WebSocket["send"]>[0]): void {
    this.#socket.send(data);
  }

  addEventListener: WebSocket["addEventListener"] = (
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: AddEventListenerOptions | boolean,
  ) => this.#listeners.addEventListener(type, listener, options);

  removeEventListener: WebSocket["removeEventListener"] = (
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: EventListenerOptions | boolean,
  ) => this.#listeners.removeEventListener(type, listener, options);

  [Symbol.dispose](): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
    this.#socket.close();
  }

  #connect(): WebSocket {
    const socket = this.#open();
    socket.addEventListener("open", () => {
      this.#wait = firstWait;
      this.#say("open");
    });
    socket.addEventListener("message", ({ data }: MessageEvent<unknown>) => this.#say("message", data));
    socket.addEventListener("close", ({ code }) => {
      if (code === this.#final) this.#disposed = true;
      this.#say("close");
      if (code === this.#final) this.#onFinal();
      else if (!this.#disposed) this.#reconnectLater();
    });
    return socket;
  }

  #reconnectLater(): void {
    this.#timer = setTimeout(() => (this.#socket = this.#connect()), this.#wait);
    this.#wait = Math.min(this.#wait * 2, longestWait);
  }

  #say(type: SocketEvent, data?: unknown): void {
    this.#listeners.dispatchEvent(type === "message" ? new MessageEvent(type, { data }) : new Event(type));
  }
}
