import { app, Menu } from "electron";
import { isSame } from "#shared/rules/canonical-json.ts";
import type { Services } from "../services.ts";
import type { OwnComputer } from "./computer.ts";
import { type MenuActs, menuTemplate } from "./menu-template.ts";

/** Keeps the menu bar in step with what the window offers, the lock, and the language that the window speaks. */
export function showMenu(
  computer: OwnComputer,
  { sync: { status }, lock }: Pick<Services, "sync" | "lock">,
  acts: MenuActs,
): void {
  const facts = () => {
    const { language, commands } = computer.window.get();
    const isSwitchedOff = status.get().reason === "switchedOff";
    return { language, commands, isSwitchedOff, isLocked: lock.state.get().locked };
  };
  const draw = () => {
    const { commands, isSwitchedOff, isLocked } = facts();
    const template = menuTemplate(
      {
        words: computer.words(),
        isApple: process.platform === "darwin",
        forDevelopers: !app.isPackaged,
        offered: new Set(commands),
        isSwitchedOff,
        isLocked,
      },
      acts,
    );
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  };
  let drawn = facts();
  const follow = () => {
    const now = facts();
    if (isSame(drawn, now)) return;
    drawn = now;
    draw();
  };
  draw();
  computer.window.subscribe(follow);
  status.subscribe(follow);
  lock.state.subscribe(follow);
}
