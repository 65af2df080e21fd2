import { vi } from "vitest";

/** Waits for something that happens by itself; the limit is only there so that a test that fails ends. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 15_000, interval: 20 });
}
