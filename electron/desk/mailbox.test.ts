import { expect, test } from "vitest";
import { createMailbox } from "./mailbox.ts";

test("what came before anybody listened is handed out, once and in order, and then what comes", async () => {
  const mailbox = createMailbox<string>();
  mailbox.post("first");
  mailbox.post("second");
  const stop = new AbortController();
  const heard = mailbox.listen(stop.signal);
  expect([(await heard.next()).value, (await heard.next()).value]).toEqual(["first", "second"]);
  const next = heard.next();
  mailbox.post("third");
  expect((await next).value).toBe("third");

  const ended = heard.next();
  stop.abort();
  expect(await ended).toEqual({ value: undefined, done: true });
  mailbox.post("fourth");
  expect((await mailbox.listen(new AbortController().signal).next()).value).toBe("fourth");
});
