import { execFile } from "node:child_process";

/**
 * Whether an icon in the tray would be seen. Windows and macOS always have a place for it; of the desktops of Linux some
 * have none and take the icon without a word, so the session's bus is asked whether anybody shows such icons.
 */
export async function hasTray(platform: NodeJS.Platform = process.platform): Promise<boolean> {
  if (platform === "win32" || platform === "darwin") return true;
  const answers = await Promise.all(questions.map(answerOf));
  return answers.some((answer) => /\btrue\b/.test(answer));
}

const watcher = "org.kde.StatusNotifierWatcher";
const bus = "org.freedesktop.DBus";

/** Not every desktop has the same tool for its bus. */
const questions: readonly string[] = [
  `gdbus call --session --dest ${bus} --object-path /org/freedesktop/DBus --method ${bus}.NameHasOwner ${watcher}`,
  `busctl --user call ${bus} /org/freedesktop/DBus ${bus} NameHasOwner s ${watcher}`,
];

/** '' where the program is not there, refuses, or says nothing for so many milliseconds. */
function answerOf(question: string): Promise<string> {
  const [program = "", ...rest] = question.split(" ");
  return new Promise((resolve) => {
    execFile(program, rest, { timeout: 2_000 }, (error, answer) => resolve(error ? "" : answer));
  });
}
