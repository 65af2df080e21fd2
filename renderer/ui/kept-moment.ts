import type * as z from "zod";

type SessionStore = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/**
 * What a window shows just now, kept for as long as its page lives: a crash or a reload comes back to it, a fresh start does
 * not. Each thing is told once, so that only the first screen after a reload begins where it was.
 */
export interface KeptMoment {
  /** As it was when the page was left; null where it was not, or where that was told before. */
  take<T>(name: string, schema: z.ZodType<T>): T | null;
  /** As it is kept, by whichever page: a render that React throws away may ask as well. */
  peek<T>(name: string, schema: z.ZodType<T>): T | null;
  /** Null forgets it. */
  keep(name: string, value: unknown): void;
}

const prefix = "moment.";

export function createKeptMoment(storage: SessionStore): KeptMoment {
  const told = new Set<string>();
  const peek = <T>(name: string, schema: z.ZodType<T>): T | null => {
    try {
      return schema.parse(JSON.parse(storage.getItem(prefix + name) ?? ""));
    } catch {
      return null;
    }
  };
  return {
    peek,
    take(name, schema) {
      if (told.has(name)) return null;
      told.add(name);
      return peek(name, schema);
    },
    keep(name, value) {
      told.add(name);
      try {
        if (value === null) storage.removeItem(prefix + name);
        else storage.setItem(prefix + name, JSON.stringify(value));
      } catch {
        // A moment that cannot be kept costs its comfort only.
      }
    },
  };
}

/** The window's own. */
export const moment = createKeptMoment(sessionStorage);
