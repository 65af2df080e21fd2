import { describe, expect, test } from "vitest";
import { ConfigInvalid, help, readConfig } from "./config.ts";

describe("the hub's settings", () => {
  test("a hub needs none", () => {
    expect(readConfig([], {})).toMatchObject({
      command: "serve",
      host: "127.0.0.1",
      port: 47110,
      databaseUrl: null,
      trustProxy: false,
      updatesFolder: null,
      metricsToken: null,
      dealership: null,
    });
    expect(readConfig([], {}).dataFolder).toMatch(/\.autosell-hub$/);
  });

  test("the environment is heard, a flag wins over it, and an empty variable is none", () => {
    const environment = {
      HUB_PORT: "5000",
      HUB_HOST: "",
      DATABASE_URL: "postgres://hub",
      HUB_TRUST_PROXY: "yes",
    };
    expect(readConfig(["--updates", "/srv/new"], {})).toMatchObject({ updatesFolder: "/srv/new" });
    expect(readConfig(["--port", "6000"], environment)).toMatchObject({
      port: 6000,
      host: "127.0.0.1",
      databaseUrl: "postgres://hub",
      trustProxy: true,
    });
  });

  test("commands", () => {
    expect(readConfig(["pair", "--dealership=new"], {})).toMatchObject({
      command: "pair",
      dealership: "new",
    });
    expect(readConfig(["--help"], {}).command).toBe("help");
    expect(() => readConfig(["sing"], {})).toThrow('no command "sing"');
    expect(() => readConfig(["pair", "serve"], {})).toThrow(ConfigInvalid);
  });

  test.each([
    [["--port", "70000"], "0 to 65535"],
    [["--port", "1e3"], "0 to 65535"],
    [["--trust-proxy", "maybe"], "yes or no"],
    [["--colour", "red"], "--help"],
  ])("%j is told in a sentence", (args, sentence) => {
    expect(() => readConfig(args, {})).toThrow(sentence);
    expect(() => readConfig(args, {})).toThrow(ConfigInvalid);
  });

  test("help names every flag and variable with what it is for", () => {
    for (const word of ["--data-folder", "HUB_DATA_FOLDER", "DATABASE_URL", "Default: 47110", "pair"])
      expect(help()).toContain(word);
  });
});
