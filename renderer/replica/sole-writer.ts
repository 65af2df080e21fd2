/**
 * Makes this window the only one that writes the named database; two writers with one clock would stamp different changes
 * alike. Where another window (a second tab of the browser host) has it, `onBusy` is told, and it waits until that one closes.
 */
export async function becomeSoleWriter(name: string, onBusy: () => void): Promise<AsyncDisposable> {
  return (await lock(name, { ifAvailable: true })) ?? (onBusy(), await lock(name, {}))!;
}

function lock(name: string, options: LockOptions): Promise<AsyncDisposable | null> {
  return new Promise((resolve, reject) => {
    const held = navigator.locks.request(name, options, (granted) => {
      if (!granted) return resolve(null);
      const { promise, resolve: release } = Promise.withResolvers<void>();
      resolve({
        async [Symbol.asyncDispose]() {
          release();
          await held;
        },
      });
      return promise;
    });
    held.catch(reject);
  });
}
