/** libsodium, which is loaded when a passphrase is first used: it starts a WebAssembly module. */
export async function loadSodium() {
  const { default: sodium, ready } = await import("libsodium-wrappers-sumo");
  await ready;
  return sodium;
}

export type Sodium = Awaited<ReturnType<typeof loadSodium>>;
