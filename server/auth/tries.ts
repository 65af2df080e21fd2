/** Failed tries that an address has before it has to wait, and how long each counts: milliseconds. */
const triesAllowed = 10;
const triesWindow = 10 * 60_000;
/** Addresses remembered at once; past it the oldest are forgotten, so that memory stays bounded. */
const addressesKept = 10_000;

/** Counts failed tries by address, in this node's memory. */
export interface Tries {
  /** Seconds until the address may try again; 0 where it may now. */
  wait(address: string): number;
  failed(address: string): void;
}

export function createTries(now: () => number): Tries {
  const failuresByAddress = new Map<string, number[]>();
  const recent = (address: string) =>
    (failuresByAddress.get(networkOf(address)) ?? []).filter((at) => at > now() - triesWindow);

  return {
    wait(address) {
      const failures = recent(address);
      if (failures.length < triesAllowed) return 0;
      return Math.max(1, Math.ceil((failures[0]! + triesWindow - now()) / 1000));
    },
    failed(address) {
      const failures = [...recent(address), now()].slice(-triesAllowed);
      failuresByAddress.delete(networkOf(address));
      failuresByAddress.set(networkOf(address), failures);
      const [oldest] = failuresByAddress.keys();
      if (failuresByAddress.size > addressesKept && oldest !== undefined) failuresByAddress.delete(oldest);
    },
  };
}

/** One IPv6 customer has a whole /64 of addresses, so those count as one. */
function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:/, "");
  if (!plain.includes(":")) return plain;
  const [head = "", tail = ""] = plain.split("::");
  const groups = head.split(":").filter(Boolean);
  const zeros = 8 - groups.length - tail.split(":").filter(Boolean).length;
  return [...groups, ...Array<string>(Math.max(0, zeros)).fill("0")].slice(0, 4).join(":");
}
