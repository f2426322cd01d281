import { lookup } from "node:dns/promises";
import { isIP } from "node:net";

export type AddressKind = "loopback" | "link-local" | "private" | "public";

/** How names are resolved and what an address is; tests have their own. */
export interface Network {
  readonly resolve: (host: string) => Promise<readonly string[]>;
  /** The address that is really connected to. */
  readonly dial: (address: string) => string;
}

export const NETWORK: Network = {
  resolve: async (host) =>
    isIP(host) ? [host] : (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address),
  dial: (address) => address,
};

/** What kind of address this is (RFC 6890); an IPv4 address inside an IPv6 one counts as itself. */
export function kindOf(address: string): AddressKind {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped) return kindOf(mapped[1]!);
  return isIP(address) === 6 ? kindOfSix(address.toLowerCase()) : kindOfFour(address.split(".").map(Number));
}

function kindOfFour([a = 0, b = 0, c = 0]: readonly number[]): AddressKind {
  if (a === 127 || a === 0) return "loopback";
  if (a === 169 && b === 254) return "link-local";
  if (a === 10 || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168)) return "private";
  if (a === 192 && b === 0 && c <= 2) return "private";
  if (a === 198 && (b === 18 || b === 19 || (b === 51 && c === 100))) return "private";
  if (a === 203 && b === 0 && c === 113) return "private";
  if ((a === 100 && b >= 64 && b < 128) || a >= 224) return "private";
  return "public";
}

function kindOfSix(address: string): AddressKind {
  if (address === "::1" || address === "::") return "loopback";
  if (/^fe[89ab]/.test(address)) return "link-local";
  // fec0::/10, once site-local (RFC 3879).
  if (/^fe[c-f]/.test(address)) return "private";
  if (/^f[cd]/.test(address) || /^ff/.test(address)) return "private";
  // Other ways to write an IPv4 address in an IPv6 one.
  if (/^(?:::|64:ff9b:|2002:)/.test(address)) return "private";
  // 2001::/23 (Teredo, ORCHID, benchmarks), documentation, and what is thrown away.
  if (/^2001:(?:|0*[01]?[0-9a-f]{1,2}|db8):/.test(address) || /^(?:100:|3fff:)/.test(address))
    return "private";
  return "public";
}
