import { desktopKey } from "#shared/contract/window-door.ts";
import { expect, test } from "./world.ts";

test("in the window no text becomes a script, and nothing is fetched from elsewhere", async ({ world }) => {
  const desk = await world.desk("Front office");
  await expect(desk.welcome.title).toBeVisible();
  expect(desk.takeViolations()).toEqual([]);
  const outcome = await desk.window.evaluate(async () => {
    const refused = async (act: () => unknown) => {
      // What a debugger runs may evaluate text; what a timer of the page runs may not.
      await new Promise((resolve) => setTimeout(resolve));
      try {
        await act();
        return false;
      } catch {
        return true;
      }
    };
    return {
      evaluation: await refused(() => Reflect.construct(Function, ["return 1"])),
      markup: await refused(() => (document.createElement("div").innerHTML = "<img src=x onerror=alert(1)>")),
      elsewhere: await refused(() => fetch("https://example.com/")),
    };
  });
  expect(outcome).toEqual({ evaluation: true, markup: true, elsewhere: true });
  await expect.poll(() => desk.takeViolations().join()).toMatch(/example\.com/);
});

test("the desktop's window stays where it is and sees nothing of the computer but paths of files", async ({
  world,
  hostName,
}) => {
  test.skip(hostName === "browser", "a browser's window has an address bar and no preload");
  const desk = await world.desk("Front office");
  await expect(desk.welcome.title).toBeVisible();
  const address = desk.window.url();
  const seen = await desk.window.evaluate(
    (key) => ({
      node: ["require", "process", "module", "Buffer", "global"].filter((name) => name in window),
      abilities: Object.keys(Reflect.get(window, key) as object),
      pathOfNothing: (Reflect.get(window, key) as { pathOf: (file: File) => string }).pathOf(
        new File([], "x"),
      ),
    }),
    desktopKey,
  );
  expect(seen).toEqual({ node: [], abilities: ["pathOf"], pathOfNothing: "" });

  await desk.window.evaluate(() => {
    location.href = "https://example.com/";
    window.open("https://example.com/");
  });
  await expect(desk.welcome.title).toBeVisible();
  expect(desk.window.url()).toBe(address);
  expect(desk.window.context().pages()).toHaveLength(1);
});
