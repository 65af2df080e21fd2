import type pg from "pg";

export type DatabaseKind = "pglite" | "postgresql";

/** What PGlite and PostgreSQL do differently. */
export interface Driver extends AsyncDisposable {
  readonly kind: DatabaseKind;
  readonly pool: pg.Pool;
  /** Hears a channel until disposed; `restored` is called when messages may have been lost in between. */
  listen(channel: string, heard: (message: string) => void, restored: () => void): Promise<AsyncDisposable>;
  /** Reclaims space and refreshes the planner's figures; resolves at once where the server does it by itself. */
  tidy(): Promise<void>;
}
