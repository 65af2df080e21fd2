import { implement, ORPCError } from "@orpc/server";
import { hub } from "#shared/contract/hub.ts";
import { visibleCollections } from "#shared/rules/rights.ts";
import type { Pairings } from "../auth/pairing.ts";
import type { People } from "../auth/people.ts";
import type { Identity, Tokens } from "../auth/tokens.ts";
import type { BlobStore } from "../blobs/blob-store.ts";
import type { Database } from "../db/database.ts";
import type { Upkeep } from "../db/upkeep.ts";
import type { Metrics } from "../metrics.ts";
import type { AccessWatch } from "../sync/access-watch.ts";
import type { FeedWatch } from "../sync/feed-watch.ts";
import { pull } from "../sync/pull.ts";
import { push } from "../sync/push.ts";
import { snapshot } from "../sync/snapshot.ts";
import { type Allowances, TooManyRequests } from "./allowances.ts";
import { refusals } from "./answers.ts";
import type { Caller } from "./caller.ts";

/**
 * Answers are typed by the contract and not parsed against it: what the hub stores it has parsed before, and doing it
 * again took half the time of a pull.
 */
const never = Number.NaN;

export interface Parts {
  readonly database: Database;
  readonly tokens: Tokens;
  readonly pairings: Pairings;
  readonly people: People;
  readonly access: AccessWatch;
  readonly allowances: Allowances;
  readonly feeds: FeedWatch;
  readonly metrics: Metrics;
  readonly blobs: BlobStore;
  readonly upkeep: Upkeep;
  /** Aborts when the hub is stopping. */
  readonly stopping: AbortSignal;
  readonly now: () => number;
}

/** The contract's procedures, in its order. */
export function createRouter(parts: Parts) {
  const { database, tokens, pairings, people, access, allowances, feeds, blobs, upkeep, metrics } = parts;
  const { stopping, now } = parts;
  const open = implement(hub).$config({ initialOutputValidationIndex: never }).$context<Caller>();
  const signedIn = open.use(async ({ context: { identity }, next }) => {
    if (!identity) throw new ORPCError("UNAUTHORIZED", { message: refusals.unauthorized.message });
    return next({ context: { identity } });
  });
  const sparingly = async <T>({ deviceId }: Identity, makeCode: () => Promise<T>): Promise<T> => {
    const wait = await allowances.take("codesMade", deviceId);
    if (wait > 0) throw new TooManyRequests(wait);
    return makeCode();
  };

  return open.router({
    health: open.health.handler(async () => {
      await database.system.execute("SELECT 1");
      return { status: "ok", database: database.kind, time: new Date(now()).toISOString() };
    }),

    pairing: {
      createCode: signedIn.pairing.createCode.handler(({ context: { identity } }) =>
        sparingly(identity, () => people.createOwnCode(identity)),
      ),
      redeem: open.pairing.redeem.handler(async ({ input, context, errors }) => {
        // Counted before it is known to be wrong, or many could be tried at once.
        const retryAfterSeconds = await allowances.take("codesTried", context.network);
        if (retryAfterSeconds > 0) throw errors.tooManyTries({ data: { retryAfterSeconds } });
        let isWrong = false;
        try {
          const redeemed = await pairings.redeem(input);
          if (redeemed.kind === "paired") {
            if (redeemed.isAgain) access.changed(redeemed.pairing.tenantId);
            return redeemed.pairing;
          }
          isWrong = true;
          throw errors[redeemed.kind]();
        } finally {
          if (!isWrong) await allowances.giveBack("codesTried", context.network);
        }
      }),
    },

    devices: {
      token: open.devices.token.handler(async ({ input, errors }) => {
        const identified = await pairings.identify(input.deviceId, input.secret);
        if (identified.kind === "known") return tokens.issue(identified.device);
        throw identified.kind === "revoked" ? errors.deviceRevoked() : errors.deviceUnknown();
      }),
      list: signedIn.devices.list.handler(({ context: { identity } }) => people.devices(identity)),
      rename: signedIn.devices.rename.handler(async ({ input, context: { identity } }) =>
        done(people.renameDevice(identity, input)),
      ),
      revoke: signedIn.devices.revoke.handler(async ({ input, context: { identity } }) =>
        done(people.revokeDevice(identity, input.deviceId)),
      ),
    },

    me: signedIn.me.handler(({ context: { identity } }) => people.me(identity)),

    people: {
      list: signedIn.people.list.handler(async ({ context: { identity } }) => ({
        people: await people.list(identity),
      })),
      invite: signedIn.people.invite.handler(({ input, context: { identity } }) =>
        sparingly(identity, () => people.invite(identity, input)),
      ),
      inviteAgain: signedIn.people.inviteAgain.handler(({ input, context: { identity } }) =>
        sparingly(identity, () => people.inviteAgain(identity, input.personId)),
      ),
      cancelInvitation: signedIn.people.cancelInvitation.handler(({ input, context: { identity } }) =>
        done(people.cancelInvitation(identity, input.personId)),
      ),
      change: signedIn.people.change.handler(({ input, context: { identity } }) =>
        done(people.change(identity, input)),
      ),
      remove: signedIn.people.remove.handler(({ input, context: { identity } }) =>
        done(people.remove(identity, input.personId)),
      ),
      audit: signedIn.people.audit.handler(async ({ input, context: { identity } }) => ({
        entries: await people.audit(identity, input),
      })),
    },

    sync: {
      pull: signedIn.sync.pull.handler(async ({ input, context: { identity } }) => {
        const page = await pull(database, identity, input);
        metrics.pulled(page.documents.length);
        return page;
      }),
      snapshot: signedIn.sync.snapshot.handler(async ({ input, context: { identity } }) => {
        const page = await snapshot(database, identity, input);
        metrics.pulled(page.documents.length);
        return page;
      }),
      push: signedIn.sync.push.handler(async ({ input, context: { identity } }) => {
        const { response, sequence, written } = await push(database, identity, input, now());
        if (sequence !== null) feeds.announce(identity.tenantId, { collection: input.collection, sequence });
        upkeep.wrote(written);
        metrics.pushed(written, response);
        return response;
      }),
      changes: signedIn.sync.changes.handler(async ({ context: { identity }, signal }) => {
        const good = whileGood(identity, signal, stopping, now);
        const same = await access.whileSame(identity, good);
        return counted(
          feeds.watch(identity.tenantId, visibleCollections(same.role), same.signal),
          metrics.streamOpened,
        );
      }),
    },

    blobs: {
      missing: signedIn.blobs.missing.handler(async ({ input, context: { identity } }) => ({
        missing: await database
          .asDevice(identity, () => Promise.resolve())
          .then(() => blobs.missing(identity.tenantId, input.hashes)),
      })),
    },
  });
}

async function* counted<T>(
  stream: AsyncGenerator<T, void, void>,
  opened: () => () => void,
): AsyncGenerator<T, void, void> {
  const closed = opened();
  try {
    yield* stream;
  } finally {
    closed();
  }
}

/** The contract's answer to what is only done. */
async function done(act: Promise<void>): Promise<Record<string, never>> {
  await act;
  return {};
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
