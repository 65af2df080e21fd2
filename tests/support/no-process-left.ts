import { afterAll } from "vitest";
import { endChildren } from "./processes.ts";

/** Vitest ends its workers too hard for `exit` to be heard, so what a test file started and did not end ends with the file. */
afterAll(endChildren);
