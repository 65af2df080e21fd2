/**
 * Gives the window its turn. Not by a timer: of those that follow each other each waits at least four milliseconds, and in a hidden
 * tab a second.
 */
export function nextTask(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.addEventListener("message", () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}
