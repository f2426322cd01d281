import { connect } from "node:net";

/**
 * A preflight cannot carry a key; it answers headers that are the same for every path, and no body. An absolute
 * target whose path is lost to the host, as http://ds-api, is the first page, which is open.
 */
export function isRefused(status: string): boolean {
  return /^(?:4\d\d|204 empty|200 page)/.test(status);
}

const PATHS = [
  "/v1/datasets",
  "/v1/datasets/oa_rejections",
  "/v1/snapshots",
  "/ds-api",
  "/ds-api/oa_rejections/v2/fields",
  "/ds-api/oa_rejections/v2/records",
  "/ds-api/swagger/docs/oa_rejections.json",
  "/api/v1/patent/oa/oa_rejections/v2/fields",
  "/api/v1/patent/oa/oa_rejections/v2/records",
  "/api/v1/datasets/products/search",
  "/api/v1/datasets/products/OACT",
  "/bdr-oa-bulkdata/weekly/x.zip",
];
const ORIGINS = [
  "http://x",
  "http://x:80",
  "HTTP://X",
  "https://a:b@x",
  "http://",
  "//x",
  "x",
  "ftp://x",
  "http:",
];

/** Methods and spellings of targets, the same for each seed. */
export function spellings(count: number, seed: number): readonly string[] {
  let state = seed;
  const random = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const oneOf = <T>(choices: readonly T[]): T => choices[random(choices.length)]!;
  const inserted = (path: string, part: string) => {
    const at = random(path.length + 1);
    return path.slice(0, at) + part + path.slice(at);
  };
  const atSlash = (path: string, part: string) => {
    const slashes = [...path.matchAll(/\//g)].map((each) => each.index);
    if (slashes.length === 0) return path;
    const at = oneOf(slashes);
    return path.slice(0, at) + part + path.slice(at + 1);
  };
  const escaped = (path: string, times: number) => {
    const at = random(path.length);
    const hex = path.charCodeAt(at).toString(16).padStart(2, "0");
    const coded = `%${"25".repeat(times - 1)}${random(2) ? hex : hex.toUpperCase()}`;
    return path.slice(0, at) + coded + path.slice(at + 1);
  };
  const changes: readonly ((path: string) => string)[] = [
    ...Array.from({ length: 4 }, () => (path: string) => escaped(path, 1)),
    (path) => escaped(escaped(escaped(path, 1), 1), 1),
    (path) => path.replace(/[a-z0-9]/g, (each) => (random(2) ? each : `%${each.charCodeAt(0).toString(16)}`)),
    (path) => escaped(path, 2),
    (path) => `${path}/`,
    (path) => `${path}//`,
    (path) => `/${path}`,
    (path) =>
      atSlash(
        path,
        oneOf([
          "//",
          "/./",
          "/../",
          "/x/../",
          "/%2e%2e/",
          "/%2e/",
          "%2f",
          "%2F",
          "\\",
          "%5c",
          "/;/",
          "/..;/",
        ]),
      ),
    (path) => path.replace(/[a-z]/g, (each) => (random(4) ? each : each.toUpperCase())),
    (path) =>
      inserted(
        path,
        oneOf([";a=b", "%00", "%20", "%09", "%0d%0a", "%", "%zz", "%c0%af", "%u002f", "\t", "\xe9"]),
      ),
    (path) =>
      `${path}${oneOf(["?", "?a", "?a=/healthz", "#", "#/healthz", "%3f", ";jsessionid=1", ".json", ".csv"])}`,
    (path) => `${oneOf(ORIGINS)}${path}`,
    (path) => `${oneOf(ORIGINS)}${path}`,
    (path) => `${oneOf(["/healthz/..", "/openapi.json/..", "/healthz;", "/%2e%2e"])}${path}`,
  ];
  return Array.from({ length: count }, () => {
    let path = oneOf(PATHS);
    for (let change = random(3); change >= 0; change--) path = oneOf(changes)(path);
    return `${oneOf(["GET", "GET", "GET", "GET", "GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PROPFIND"])} ${path}`;
  });
}

/** The status of each, sent as it is over a connection of its own, and whether its body is empty. */
export async function statusesOf(
  port: number,
  requests: readonly string[],
  headers: string,
): Promise<readonly string[]> {
  const statuses: string[] = new Array(requests.length);
  let next = 0;
  const ask = async () => {
    for (let at = next++; at < requests.length; at = next++) {
      const answer = await sendRaw(
        port,
        `${requests[at]} HTTP/1.1\r\nHost: x\r\n${headers}Connection: close\r\n\r\n`,
      );
      const status = answer.slice(9, 12);
      const isEmpty = status === "204" && answer.endsWith("\r\n\r\n");
      const isPage = /\r\ncontent-security-policy: /.test(answer);
      const isHttp = !answer.includes("is not valid HTTP");
      statuses[at] =
        `${status}${isEmpty ? " empty" : ""}${isPage ? " page" : ""}${isHttp ? "" : " not HTTP"}`;
    }
  };
  await Promise.all(Array.from({ length: 16 }, ask));
  return statuses;
}

export function sendRaw(port: number, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(request, "latin1"));
    let received = "";
    socket.on("data", (part) => {
      received += part.toString("latin1");
    });
    socket.on("close", () => resolve(received));
    socket.on("error", (error: NodeJS.ErrnoException) =>
      error.code === "ECONNRESET" || error.code === "EPIPE" ? resolve(received) : reject(error),
    );
  });
}
