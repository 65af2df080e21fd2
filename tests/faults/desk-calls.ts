import type { JournalEntry } from "#shared/contract/bridge.ts";
import type { Pairing } from "#shared/contract/hub.ts";
import type { HeldRow } from "#shared/contract/replication.ts";
import type { CollectionName, Envelope } from "#shared/model/envelope.ts";
import type { Role } from "#shared/model/role.ts";
import type { Cut, Fault } from "./faulty-line.ts";
import type { Deed } from "./history.ts";

/** What a test asks of a desk that lives in a thread. Everything crosses as a copy. */
export interface DeskCalls {
  open(options: { readonly hubUrl: string; readonly pairing: Pairing }): Promise<void>;
  close(): Promise<void>;
  /** Answers with the id of a car that was made. What the person may not do, or has nothing to do it to, is left. */
  act(
    deed: Deed,
    options: { readonly cars: readonly string[]; readonly number: number },
  ): Promise<string | null>;
  setCut(cut: Cut): Promise<void>;
  addFaults(faults: readonly Fault[], options: { readonly ofParts: boolean }): Promise<void>;
  /** How far the computer's clock is ahead: milliseconds. */
  setAhead(ahead: number): Promise<void>;
  /**
   * Ends replica and engine without a word and starts them again. Between, `wiped` loses the window's database, and `torn` leaves the
   * beginning of a record in the journal that nobody was told is kept.
   */
  restart(options: { readonly wiped: boolean; readonly torn?: boolean }): Promise<void>;
  retry(): Promise<void>;
  /** Keeps so many bytes of photo files and lets the others go that the hub has; null keeps all. */
  keep(limit: number | null): Promise<void>;
  /** The hub answers somewhere else from now on. */
  moveTo(hubUrl: string): Promise<void>;
  /** The line is whole and the clock right; looks for the hub at once, and begins anew where the role asks for it. */
  recover(): Promise<void>;
  standing(): Promise<DeskStanding>;
  /** What is stored here now and was not, or was another version, when this was last asked. */
  news(): Promise<DeskNews>;
  /** All documents, as screens see them. */
  documents(): Promise<StoredDocument[]>;
  told(): Promise<DeskTold>;
  files(): Promise<DeskFiles>;
  /** Shows these files as the window does; answers with those that could not be had whole, in words. */
  show(hashes: readonly string[]): Promise<string[]>;
}

export interface DeskStanding {
  /** What the hub has said that the desk's person is. */
  readonly role: Role;
  /** Documents that wait for the hub. */
  readonly waiting: number;
  /** Photos of which the hub lacks files that this desk has. */
  readonly photosWaiting: number;
  /** Thumbnails of other desks that are not here yet. */
  readonly toFetch: number;
}

export interface DeskNews {
  readonly documents: readonly StoredDocument[];
  /** The places of those that are not here any more. */
  readonly gone: readonly string[];
}

export interface DeskTold {
  readonly held: readonly HeldRow[];
  /** Every version that the journal has said it keeps since this was last asked, oldest first. */
  readonly kept: readonly JournalEntry[];
  /** Versions that screens showed behind a newer one, in words. */
  readonly wentBack: readonly string[];
}

/** By their hashes. */
interface DeskFiles {
  /** The files of photos that came onto cars at this desk. */
  readonly brought: readonly string[];
  /** What lies where the window is shown files from and is not what its name says, in words. */
  readonly broken: readonly string[];
}

export interface StoredDocument {
  readonly collection: CollectionName;
  readonly document: Envelope;
}

export interface DeskRequest {
  readonly number: number;
  readonly call: keyof DeskCalls;
  readonly values: readonly unknown[];
}

export type DeskAnswer = { readonly number: number } & (
  | { readonly value: unknown }
  | { readonly failure: string }
);
