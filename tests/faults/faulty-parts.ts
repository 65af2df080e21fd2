import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, request as ask } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import type { Fault } from "./faulty-line.ts";

/**
 * The requests by which a large file goes to the hub in parts, each of which can go wrong. tus has a transport of its own, so they
 * pass a door that stands before the hub, whose address is the same for as long as the desk lives.
 */
export interface FaultyParts extends AsyncDisposable {
  /** The faults of the requests to come, used up one by one. */
  readonly faults: Fault[];
  setCut(cut: boolean): void;
  /** The door's address, behind which the hub is at this one from now on. */
  before(hubUrl: string): string;
}

interface Passing {
  readonly url: string;
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Milliseconds after which an answer is late. */
const late = 60;

export async function openFaultyParts(): Promise<FaultyParts> {
  const faults: Fault[] = [];
  let hubUrl = "";
  let isCut = false;

  const server = createServer((request, response) => {
    const answer = async () => {
      if (isCut) throw new Error("The line is cut");
      const fault = faults.shift() ?? "none";
      const { method = "", url = "", headers } = request;
      const passing = { url: `${hubUrl}${url}`, method, headers, body: await buffer(request) };
      if (fault === "loseRequest") await sendHalf(passing);
      // As a proxy does that did not hear the answer: the hub gets the same twice, and the desk the second answer.
      if (fault === "repeat") await send(passing);
      const { statusCode, headers: answered, body } = await send(passing);
      if (fault === "loseResponse" || isCut) throw new Error("The answer is lost");
      if (fault === "late") await new Promise((resolve) => setTimeout(resolve, late));
      response.writeHead(statusCode, answered).end(body);
    };
    answer().catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    faults,
    setCut(cut) {
      isCut = cut;
      if (cut) server.closeAllConnections();
    },
    before(url) {
      hubUrl = url;
      return address;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function send({ url, method, headers, body }: Passing) {
  const sent = ask(url, { method, headers, agent: false }).end(body);
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  return { statusCode: answer.statusCode!, headers: answer.headers, body: await buffer(answer) };
}

/** The hub hears half of a part and nothing of any other request. */
async function sendHalf({ url, method, headers, body }: Passing): Promise<never> {
  if (body.length > 0) {
    const sent = ask(url, { method, headers, agent: false }).on("error", () => undefined);
    await new Promise((resolve) => sent.write(body.subarray(0, body.length / 2), resolve));
    sent.destroy();
  }
  throw new Error("The request is lost");
}
