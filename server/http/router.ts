import { implement, ORPCError } from "@orpc/server";
import { hub } from "#shared/contract/hub.ts";
import type { Pairings } from "../auth/pairing.ts";
import type { Identity, Tokens } from "../auth/tokens.ts";
import type { Tries } from "../auth/tries.ts";
import type { BlobStore } from "../blobs/blob-store.ts";
import type { Database } from "../db/database.ts";
import type { Upkeep } from "../db/upkeep.ts";
import type { FeedWatch } from "../sync/feed-watch.ts";
import { pull } from "../sync/pull.ts";
import { push } from "../sync/push.ts";
import { refusals } from "./answers.ts";

/**
 * Answers are typed by the contract and not parsed against it: what the hub stores it has parsed before, and doing it
 * again took half the time of a pull.
 */
const never = Number.NaN;

/** What a request brings with it. */
export interface RequestContext {
  readonly authorization: string | undefined;
  /** Where it comes from, for counting tries; never logged. */
  readonly address: string;
}

export interface Parts {
  readonly database: Database;
  readonly tokens: Tokens;
  readonly pairings: Pairings;
  readonly tries: Tries;
  readonly feeds: FeedWatch;
  readonly blobs: BlobStore;
  readonly upkeep: Upkeep;
  /** Aborts when the hub is stopping. */
  readonly stopping: AbortSignal;
  readonly now: () => number;
}

/** The contract's procedures, in its order. */
export function createRouter(parts: Parts) {
  const { database, tokens, pairings, tries, feeds, blobs, upkeep, stopping, now } = parts;
  const open = implement(hub).$config({ initialOutputValidationIndex: never }).$context<RequestContext>();
  const signedIn = open.use(async ({ context, next }) => {
    const identity = await tokens.bearer(context.authorization);
    if (!identity) throw new ORPCError("UNAUTHORIZED", { message: refusals.unauthorized.message });
    return next({ context: { identity } });
  });

  return open.router({
    health: open.health.handler(async () => {
      await database.system.execute("SELECT 1");
      return { status: "ok", database: database.kind, time: new Date(now()).toISOString() };
    }),

    pairing: {
      createCode: signedIn.pairing.createCode.handler(async ({ context: { identity } }) => {
        const { code, expiresAt } = await pairings.createCode(identity.tenantId, identity.role);
        return { code, expiresAt };
      }),
      redeem: open.pairing.redeem.handler(async ({ input, context, errors }) => {
        const retryAfterSeconds = tries.wait(context.address);
        if (retryAfterSeconds > 0) throw errors.tooManyTries({ data: { retryAfterSeconds } });
        const pairing = await pairings.redeem(input);
        if (pairing) return pairing;
        tries.failed(context.address);
        throw errors.codeRefused();
      }),
    },

    devices: {
      token: open.devices.token.handler(async ({ input, errors }) => {
        const device = await pairings.identify(input.deviceId, input.secret);
        if (!device) throw errors.deviceUnknown();
        return tokens.issue(device);
      }),
    },

    sync: {
      pull: signedIn.sync.pull.handler(({ input, context: { identity } }) =>
        pull(database, identity.tenantId, input),
      ),
      push: signedIn.sync.push.handler(async ({ input, context: { identity } }) => {
        const { response, sequence, written } = await push(database, identity, input, now());
        if (sequence !== null) feeds.announce(identity.tenantId, { collection: input.collection, sequence });
        upkeep.wrote(written);
        return response;
      }),
      changes: signedIn.sync.changes.handler(async function* ({ context: { identity }, signal }) {
        yield* feeds.watch(identity.tenantId, whileGood(identity, signal, stopping, now));
      }),
    },

    blobs: {
      missing: signedIn.blobs.missing.handler(async ({ input, context: { identity } }) => ({
        missing: await blobs.missing(identity.tenantId, input.hashes),
      })),
    },
  });
}

/** A stream ends with the token that it was opened by: whoever was removed meanwhile cannot open another. */
function whileGood(
  { expiresAt }: Identity,
  signal: AbortSignal | undefined,
  stopping: AbortSignal,
  now: () => number,
): AbortSignal {
  const expired = AbortSignal.timeout(Math.max(0, expiresAt - now()));
  return AbortSignal.any([expired, stopping, ...(signal ? [signal] : [])]);
}
