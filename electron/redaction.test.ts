import { homedir } from "node:os";
import { expect, test } from "vitest";
import { createRedaction, redacted } from "./redaction.ts";

const redact = createRedaction([
  { path: "/home/juan/.config/Autosell", word: "<data>" },
  { path: "/opt/Autosell/app", word: "<app>" },
  { path: "/home/juan", word: "~" },
  { path: String.raw`C:\Users\Juan Pérez`, word: "~" },
]);

test.each([
  ["Authorization: Bearer abcdefgh.ijklmnop", "abcdefgh"],
  ["sub-protocol auth.Zm9vYmFyYmF6", "Zm9vYmFy"],
  ["http://127.0.0.1:4600/#k=qwertyuiop", "qwertyuiop"],
  ['{"secret":"0123456789","token": "tttttttt"}', "0123456789"],
  [String.raw`{\"refresh_token\":\"1//0gLongRefresh\"}`, "0gLongRefresh"],
  ["{ clientSecret: 'sssssssss' }", "sssssssss"],
  ["https://accounts.example/token?code=4/0AbCdEf&client_secret=shhh-1&state=xyz123", "4/0AbCdEf"],
  ["https://accounts.example/token?code=4/0AbCdEf&client_secret=shhh-1&state=xyz123", "shhh-1"],
  ["https://accounts.example/token?code=4/0AbCdEf&client_secret=shhh-1&state=xyz123", "xyz123"],
  ["device token eyJhbGciOiJFZERTQSJ9.eyJ0ZW5hbnQiOiIxIn0.c2ln refused", "eyJ0ZW5hbnQ"],
  ["ya29.a0AfB_byC1234567890", "a0AfB_by"],
  ["EAAGm0PX4ZCpsBAKZBq", "m0PX4ZCps"],
  ["bot 1234567890:AAF-abcdefghijklmnopqrstuvwxyz12345", "AAF-abcdef"],
  ["the code K7QM-2X4P was refused", "K7QM"],
  ["postgres://hub:hunter2@db.example/hub", "hunter2"],
  ["passphrase: 'correct horse battery'", "correct horse"],
  ["no such user: juan.perez+lot@autos-valle.com.mx", "juan.perez"],
  ["call +52 33 1234 5678 first", "1234 5678"],
  ["call (33) 1234-5678 first", "1234-5678"],
  ["call 555-123-4567 first", "123-4567"],
  ["wa 3312345678", "3312345678"],
  ["wa +5213312345678", "3312345678"],
  ["duplicate 3VWFE21C04M000001", "3VWFE21C04M000001"],
  ["ENOENT: no such file, open '/media/card/Juan Perez/IMG 1.jpg'", "Perez"],
  ["at /media/card/Juan Perez/versa gris/IMG_1.jpg", "versa"],
  ["in /home/juan/Fotos de Ana/a.jpg", "Fotos"],
  ["in /home/maria/x.jpg", "maria"],
  [String.raw`open C:\Users\Juan Pérez\Fotos\a.jpg`, "Juan"],
  [String.raw`{"path":"C:\\Users\\Juan Pérez\\Fotos\\a.jpg"}`, "Juan"],
  ["file:///home/juan/dev/tool.js:3:4", "dev/tool"],
  ["file:///Users/maria/dev/tool.js:3:4", "maria"],
  [String.raw`D:\Clientes\Ana López\a.jpg`, "Ana"],
  ["copied '/home/juan/.config/Autosell/dropped/1/Ana Lopez.jpg'", "Ana"],
])("%s", (text, secret) => {
  expect(redact(text)).not.toContain(secret);
});

test.each([
  "2026-11-28T01:04:56.123Z",
  "0192f0c4-0000-7000-8000-00000000000a",
  "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  "GET http://127.0.0.1:4601/v1/pull 503 in 12.5 ms",
  "Chrome 148.0.7390.37, Electron 45.4.1, Node 24.21.0",
  "ENOSPC: no space left on device, write",
  "at open (file://<app>/out/main/main.js:120:14)",
])("what says nothing of anybody stays: %s", (text) => {
  expect(redact(text)).toBe(text);
});

test("the places of our own files keep their names", () => {
  expect(redact("open '/home/juan/.config/Autosell/photos/ab/cd.json'")).toBe(
    "open '<data>/photos/ab/cd.json'",
  );
  expect(redact("at run (file:///opt/Autosell/app/out/main/main.js:1:2)")).toBe(
    "at run (file://<app>/out/main/main.js:1:2)",
  );
});

test("fields that are named like secrets are hidden whole, however deep they lie", () => {
  const value = { at: 1, answer: [{ accessToken: "plain words", code: "1234", exitCode: 5, name: "hub" }] };
  expect(redacted(value, redact)).toEqual({
    at: 1,
    answer: [{ accessToken: "[hidden]", code: "[hidden]", exitCode: 5, name: "hub" }],
  });
});

test("a folder that is the root of everything hides nothing else", () => {
  expect(createRedaction([{ path: "/", word: "~" }])(`x ${homedir().length}`)).toBe(`x ${homedir().length}`);
});
