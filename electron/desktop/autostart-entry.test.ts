import { expect, test } from "vitest";
import { autostartEntry } from "./autostart-entry.ts";

const execOf = (...command: string[]) => /^Exec=(.*)$/m.exec(autostartEntry(command))?.[1];

test("the entry is an application that starts the command", () => {
  const entry = autostartEntry(["/opt/Autosell/autosell", "--hidden"]);
  expect(entry.startsWith("[Desktop Entry]\nType=Application\n")).toBe(true);
  expect(entry).toContain('\nExec="/opt/Autosell/autosell" "--hidden"\n');
});

test("blanks, quotes, dollars, backslashes and percent signs reach the app as they are", () => {
  expect(execOf("/opt/My Cars/autosell")).toBe('"/opt/My Cars/autosell"');
  expect(execOf('a"b')).toBe(String.raw`"a\\"b"`);
  expect(execOf("a$b")).toBe(String.raw`"a\\$b"`);
  expect(execOf("a\\b")).toBe(String.raw`"a\\\\b"`);
  expect(execOf("100%")).toBe('"100%%"');
});
