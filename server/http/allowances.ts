import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

/** How often something is done in so many seconds, before whoever wants it again has to wait for the end of them. */
interface Allowance {
  readonly times: number;
  readonly seconds: number;
}

/** What one hub process allows. A desk that fetches every thumbnail of a large lot, or sends ten thousand cars, stays below. */
const usual = {
  /** Calls of one desk. */
  calls: { times: 6_000, seconds: 60 },
  /** Files and pieces of files, of one desk. */
  files: { times: 30_000, seconds: 60 },
  /** Requests from one address that bring no token of ours. */
  strangers: { times: 3_000, seconds: 60 },
  /** One-time codes that one address tries; those that were right do not count. */
  codesTried: { times: 10, seconds: 600 },
  /** One-time codes that one desk makes, because hashing them takes the processor for a while. */
  codesMade: { times: 30, seconds: 600 },
} as const satisfies Record<string, Allowance>;

type Allowed = keyof typeof usual;
export type AllowanceOptions = Partial<Record<Allowed, Allowance>>;

/** Counted in this process's memory: a hub of several processes allows each of them as much. */
export interface Allowances {
  /** Seconds until `who` may do this again; 0 where they may now, and then it counts. */
  take(what: Allowed, who: string): Promise<number>;
  /** What was taken does not count after all. */
  giveBack(what: Allowed, who: string): Promise<void>;
}

/** Whoever asks has to wait. */
export class TooManyRequests extends Error {
  override name = "TooManyRequests";
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super(`Ask again in ${retryAfterSeconds} seconds`);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export function createAllowances(options: AllowanceOptions = {}): Allowances {
  const limiter = (what: Allowed) => {
    const { times, seconds } = options[what] ?? usual[what];
    return new RateLimiterMemory({ points: times, duration: seconds });
  };
  const limiters: Readonly<Record<Allowed, RateLimiterMemory>> = {
    calls: limiter("calls"),
    files: limiter("files"),
    strangers: limiter("strangers"),
    codesTried: limiter("codesTried"),
    codesMade: limiter("codesMade"),
  };

  return {
    async take(what, who) {
      try {
        await limiters[what].consume(who);
        return 0;
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
      }
    },
    async giveBack(what, who) {
      await limiters[what].reward(who);
    },
  };
}
