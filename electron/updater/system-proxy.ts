/**
 * The proxy that the system's answer names first, as an address; null where the way is direct, or through what we cannot speak
 * (SOCKS). The answer is as in a PAC file: `PROXY 10.0.0.1:3128; DIRECT`.
 */
export function proxyFrom(answer: string): string | null {
  const [first = ""] = answer.split(";");
  const [kind = "", place = ""] = first.trim().split(/\s+/);
  if (place === "") return null;
  if (kind === "PROXY" || kind === "HTTP") return `http://${place}`;
  return kind === "HTTPS" ? `https://${place}` : null;
}
