import type { IncomingHttpHeaders } from "node:http";
import { BlockList, isIP } from "node:net";
import { ArtunitError } from "../errors.js";

/** Says which addresses are those of proxies that the operator trusts. */
export interface Proxies {
  trusts(address: string): boolean;
}

/** What proxies that are trusted say of a request; null where they say nothing, or what cannot be. */
export interface Forwarded {
  /** The address of whoever asked the outermost of them. */
  readonly client: string;
  readonly protocol: "http" | "https" | null;
  readonly host: string | null;
  /** A path that stands before ours, without a slash at its end: `/oa`. */
  readonly prefix: string | null;
}

const NAMED: Readonly<Record<string, readonly string[]>> = {
  loopback: ["127.0.0.0/8", "::1/128"],
  private: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "fc00::/7", "fe80::/10"],
};

/**
 * Proxies by their addresses (`10.0.0.1`), networks (`10.0.0.0/8`), `loopback` or `private`, separated by commas.
 *
 * @throws ArtunitError `bad-parameter` where one is none of these.
 */
export function proxiesOf(written: string): Proxies {
  const list = new BlockList();
  for (const each of written.split(",").map((part) => part.trim()))
    for (const network of NAMED[each] ?? [each]) add(list, network);
  return {
    trusts(address) {
      const plain = withoutMapping(address);
      const family = isIP(plain);
      return family !== 0 && list.check(plain, family === 4 ? "ipv4" : "ipv6");
    },
  };
}

function add(list: BlockList, network: string): void {
  const [address = "", bits, ...more] = network.split("/");
  const family = isIP(address);
  const most = family === 4 ? 32 : 128;
  const length = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN;
  if (family === 0 || more.length > 0 || !(length <= most))
    throw new ArtunitError(
      "bad-parameter",
      `"${network}" is no address of a proxy. Write addresses (10.0.0.1), networks (10.0.0.0/8), loopback or private, separated by commas.`,
    );
  list.addSubnet(address, length, family === 4 ? "ipv4" : "ipv6");
}

/** An IPv4 address as a socket that takes both kinds writes it: `::ffff:10.0.0.1`. */
function withoutMapping(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  return mapped ?? address;
}

const HOST = /^(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?$/i;
const PREFIX = /^(?:\/[A-Za-z0-9._~-]+)+$/;

export function isHost(written: string): boolean {
  return HOST.test(written);
}

/**
 * What is known of a request that came from `address`. `X-Forwarded-…` headers count as far as proxies that are trusted
 * wrote them: each adds at the end what it saw, so what stands before their entries is the client's own and is not
 * believed.
 */
export function forwarded(proxies: Proxies | null, address: string, headers: IncomingHttpHeaders): Forwarded {
  const nothing = { client: address, protocol: null, host: null, prefix: null };
  if (proxies === null || !proxies.trusts(address)) return nothing;
  const senders = listOf(headers["x-forwarded-for"]);
  let client = address;
  let hops = 0;
  while (proxies.trusts(client)) {
    hops++;
    const before = senders[senders.length - hops];
    if (before === undefined || isIP(withoutMapping(before)) === 0) break;
    client = before;
  }
  const said = (name: string) => {
    const entries = listOf(headers[name]);
    return entries[Math.max(0, entries.length - hops)] ?? "";
  };
  const protocol = said("x-forwarded-proto").toLowerCase();
  const host = said("x-forwarded-host");
  const prefix = said("x-forwarded-prefix").replace(/\/+$/, "");
  return {
    client,
    protocol: protocol === "http" || protocol === "https" ? protocol : null,
    host: isHost(host) ? host : null,
    prefix: PREFIX.test(prefix) && !/\/\.{1,2}(?:\/|$)/.test(prefix) ? prefix : null,
  };
}

function listOf(header: string | string[] | undefined): readonly string[] {
  if (header === undefined) return [];
  return String(header)
    .split(",")
    .map((each) => each.trim());
}
