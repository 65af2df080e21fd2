import { expect, test } from "vitest";
import { proxyFrom } from "./system-proxy.ts";

test.each([
  ["DIRECT", null],
  ["PROXY 10.0.0.1:3128", "http://10.0.0.1:3128"],
  ["PROXY proxy.lot.mx:8080; DIRECT", "http://proxy.lot.mx:8080"],
  ["HTTPS proxy.lot.mx:443;PROXY 10.0.0.1:3128", "https://proxy.lot.mx:443"],
  ["DIRECT; PROXY 10.0.0.1:3128", null],
  ["SOCKS5 127.0.0.1:1080", null],
  ["", null],
])("the system's “%s” is the proxy %s", (answer, proxy) => expect(proxyFrom(answer)).toBe(proxy));
