import { open, rm } from "node:fs/promises";
import * as z from "zod";
import { NamedPictureOrder } from "#shared/contract/renditions.ts";
import { createTurns } from "../photos/turns.ts";
import { createBell } from "../sync/bell.ts";

/**
 * Orders that wait for their turn, in a file, because a hundred thousand of them are more than memory should hold. One
 * part at a time is read back.
 */
export interface OrderQueue extends AsyncDisposable {
  append(orders: readonly NamedPictureOrder[]): Promise<void>;
  /** No more will come. */
  complete(): void;
  /** The next one, waited for; null after the last. */
  next(signal: AbortSignal): Promise<NamedPictureOrder | null>;
}

const Part = z.array(NamedPictureOrder);

export async function openOrderQueue(path: string): Promise<OrderQueue> {
  const file = await open(path, "w+", 0o600);
  const parts: { offset: number; length: number }[] = [];
  const oneAtATime = createTurns(1);
  const bell = createBell();
  let end = 0;
  let isComplete = false;
  let part: z.infer<typeof Part> = [];

  const readPart = async ({ offset, length }: { offset: number; length: number }) => {
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, offset);
    return Part.parse(JSON.parse(buffer.toString("utf8"))).toReversed();
  };

  return {
    async append(orders) {
      const text = Buffer.from(JSON.stringify(orders));
      const offset = end;
      end += text.length;
      await file.write(text, 0, text.length, offset);
      parts.push({ offset, length: text.length });
      bell.ring();
    },
    complete() {
      isComplete = true;
      bell.ring();
    },
    next: (signal) =>
      oneAtATime.take(async () => {
        for (;;) {
          const order = part.pop();
          if (order) return order;
          const following = parts.shift();
          if (following) part = await readPart(following);
          else if (isComplete) return null;
          else await bell.wait(signal);
          signal.throwIfAborted();
        }
      }, signal),
    async [Symbol.asyncDispose]() {
      await file.close();
      await rm(path, { force: true });
    },
  };
}
