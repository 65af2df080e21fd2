import { ORPCError } from "@orpc/client";
import * as z from "zod";
import {
  type FeedChange,
  type PullRequest,
  PullResponse,
  type PushRequest,
  type PushResponse,
  type SnapshotRequest,
  SnapshotResponse,
} from "#shared/contract/replication.ts";
import type { Admitted, Member } from "#shared/contract/hub.ts";
import type { Log } from "../log.ts";
import { unlessAborted } from "./bell.ts";
import { type FileToSend, sendFile } from "./file-sending.ts";
import { answerTimeout, type HubApi, isRefusal, isTransport, linkHub, pageTimeout } from "./hub-link.ts";
import { createHubPause, type HubPause } from "./hub-pause.ts";
import { type HubFailure, HubUnavailable, NotOffered } from "./hub-unavailable.ts";

/** Where the hub is and what this desk shows it. */
export interface HubConnection {
  readonly address: string;
  readonly deviceId: string;
  readonly secret: string;
}

/** The hub as this desk uses it. Everything fails with `HubUnavailable` where there is no hub or no admittance. */
export interface HubClient {
  /** Whether the hub answers and admits this desk: answers what its person is now, and the desk's name where it is not too old for that. */
  probe(signal: AbortSignal): Promise<Answered>;
  /** What the rows are is for who keeps them to find out. */
  pull(request: PullRequest, signal: AbortSignal): Promise<z.infer<typeof PulledPage>>;
  /** Throws `NotOffered` too. */
  snapshot(request: SnapshotRequest, signal: AbortSignal): Promise<z.infer<typeof SnapshotPage>>;
  push(request: PushRequest, signal: AbortSignal): Promise<PushResponse>;
  /** Resolves when the stream is open; it ends or throws when the connection does. */
  changes(signal: AbortSignal): Promise<AsyncIterable<FeedChange>>;
  missing(hashes: string[], signal: AbortSignal): Promise<string[]>;
  createPairingCode(signal: AbortSignal): Promise<{ code: string; expiresAt: string }>;
  /** Any other procedure of the contract; what the hub refuses for a reason of its own passes. */
  ask<T>(act: (api: HubApi, signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T>;
  /** A request for bytes, beside the contract. Any status but 401, 429 and 5xx is the caller's to judge. */
  request(path: string, init: RequestInit | FileRequest, signal: AbortSignal): Promise<Response>;
  /** The hub's address and an `Authorization` header for it, for a transport of its own. */
  admission(signal: AbortSignal): Promise<{ address: string; authorization: string }>;
}

/** A `PUT` of a file. */
interface FileRequest {
  readonly file: FileToSend;
  readonly headers: Readonly<Record<string, string>>;
}

export type Answered = Member & Partial<Pick<Admitted, "deskName">>;

interface Token {
  readonly text: string;
  /** On this process's own clock: the desk's calendar may be wrong. */
  readonly fetchedAt: number;
}

const looseRows = { documents: z.array(z.unknown()) };
const PulledPage = PullResponse.extend(looseRows);
const SnapshotPage = SnapshotResponse.extend(looseRows);

/** Tokens live for 15 minutes; they are renewed before that. */
const tokenLifetime = 12 * 60_000;

export function createHubClient(options: {
  /** Asked for every call: a desk is paired and its own hub started while the app runs. */
  connection: () => HubConnection | HubFailure;
  log: Log;
}): HubClient {
  const sessions = new Map<string, HubSession>();
  const session = () => {
    const found = options.connection();
    if (typeof found === "string") throw new HubUnavailable(found);
    const key = `${found.address} ${found.secret}`;
    const known = sessions.get(key) ?? createSession(found);
    sessions.clear();
    sessions.set(key, known);
    return known;
  };
  const call = <T>(
    signal: AbortSignal,
    act: (session: HubSession, until: AbortSignal) => Promise<T>,
    patience = answerTimeout,
  ) =>
    translated(signal, options.log, async () => {
      const current = session();
      const until = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
      return await unlessAborted(
        current.calls.heeding(until, () => current.admitted(() => act(current, until))),
        until,
      );
    });

  return {
    probe: (signal) =>
      // A token that is still good says nothing of whether the desk was removed since.
      call(signal, ({ api }, until) => api.me(undefined, { signal: until })),
    pull: (request, signal) =>
      call(
        signal,
        async ({ api }, until) => PulledPage.parse(await api.sync.pull(request, { signal: until })),
        pageTimeout,
      ),
    snapshot: (request, signal) =>
      call(
        signal,
        async ({ api }, until) =>
          SnapshotPage.parse(await orNotOffered(api.sync.snapshot(request, { signal: until }))),
        pageTimeout,
      ),
    push: (request, signal) =>
      call(signal, ({ api }, until) => api.sync.push(request, { signal: until }), pageTimeout),
    changes: (signal) => translated(signal, options.log, () => openChanges(session(), signal)),
    missing: async (hashes, signal) =>
      (await call(signal, ({ api }, until) => api.blobs.missing({ hashes }, { signal: until }))).missing,
    createPairingCode: (signal) =>
      call(signal, ({ api }, until) => api.pairing.createCode(undefined, { signal: until })),
    ask: (act, signal) => call(signal, ({ api }, until) => act(api, until)),
    request: (path, init, signal) =>
      translated(signal, options.log, () => {
        const current = session();
        return unlessAborted(
          current.files.heeding(signal, () =>
            current.admitted(() => plainRequest(current, path, init, signal)),
          ),
          signal,
        );
      }),
    admission: (signal) =>
      call(signal, async ({ address, token }) => ({ address, authorization: await token() })),
  };
}

interface HubSession {
  readonly address: string;
  readonly api: HubApi;
  /** The `Authorization` header. */
  readonly token: () => Promise<string>;
  /** The hub counts calls and files apart, so that a desk which fetches many of these is heard all the same. */
  readonly calls: HubPause;
  readonly files: HubPause;
  /** Does it again with a new token where the hub did not like the old one. */
  admitted<T>(act: () => Promise<T>): Promise<T>;
}

function createSession({ address, deviceId, secret }: HubConnection): HubSession {
  const open = linkHub(address, null);
  let token: Token | null = null;
  let fetching: Promise<Token> | null = null;

  const fetchToken = async (): Promise<Token> => {
    const signal = AbortSignal.timeout(answerTimeout);
    const { token: text } = await open.devices.token({ deviceId, secret }, { signal });
    return { text, fetchedAt: performance.now() };
  };
  const current = async () => {
    if (token && performance.now() - token.fetchedAt < tokenLifetime) return `Bearer ${token.text}`;
    fetching ??= fetchToken().finally(() => (fetching = null));
    token = await fetching;
    return `Bearer ${token.text}`;
  };

  return {
    address,
    api: linkHub(address, current),
    token: current,
    calls: createHubPause(),
    files: createHubPause(),
    async admitted(act) {
      try {
        return await act();
      } catch (error) {
        if (!(error instanceof ORPCError && error.status === 401)) throw error;
        token = null;
        return act();
      }
    },
  };
}

/** The answer has to begin in time; after that the stream may be silent for as long as nothing changes. */
function openChanges(session: HubSession, signal: AbortSignal): Promise<AsyncIterable<FeedChange>> {
  const open = async () => {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(new HubUnavailable("offline")), answerTimeout);
    try {
      return await session.api.sync.changes(undefined, { signal: AbortSignal.any([signal, late.signal]) });
    } finally {
      clearTimeout(timer);
    }
  };
  return session.calls.heeding(signal, () => session.admitted(open));
}

const faultCodes: Readonly<Record<number, string>> = { 401: "UNAUTHORIZED", 429: "tooManyRequests" };

async function plainRequest(
  { address, token }: HubSession,
  path: string,
  init: RequestInit | FileRequest,
  signal: AbortSignal,
): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set("authorization", await token());
  const url = `${address}${path}`;
  const response =
    "file" in init
      ? await sendFile(url, { file: init.file, headers }, signal)
      : await fetch(url, { ...init, headers, signal });
  const { status } = response;
  if (status !== 401 && status !== 429 && status < 500) return response;
  await response.body?.cancel();
  const data = { retryAfterSeconds: response.headers.get("retry-after") };
  throw new ORPCError(faultCodes[status] ?? "INTERNAL_SERVER_ERROR", { status, data });
}

/** Where nobody answers for the hub, everything else it is asked next says so. */
async function orNotOffered<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ORPCError && error.status === 404)
      throw new NotOffered(error.message, { cause: error });
    throw error;
  }
}

/** A failure that says what to do next; a caller's own abort stays an abort, and a defect a defect. */
async function translated<T>(signal: AbortSignal, log: Log, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (signal.aborted || error instanceof HubUnavailable) throw error;
    if (isRefusal(error, "deviceUnknown") || isRefusal(error, "deviceRevoked"))
      throw new HubUnavailable("signInAgain", error);
    if (error instanceof ORPCError && error.status === 401) throw new HubUnavailable("signInAgain", error);
    if (!isTransport(error)) throw error;
    if (error instanceof ORPCError) log.error("hub answered with a fault of its own", error);
    throw new HubUnavailable("offline", error);
  }
}
