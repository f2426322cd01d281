import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP } from "node:net";
import { ArtunitError } from "../../errors.js";
import { systemError } from "../../systemErrors.js";
import { type AddressKind, kindOf, NETWORK, type Network } from "./address.js";

export interface ClientOptions {
  readonly base: URL;
  /** Sent as `X-API-KEY`, to the base's own host only. */
  readonly key: string | null;
  /** The setting that holds the key, for who lacks it. */
  readonly keySetting: string;
  readonly userAgent: string;
  readonly network?: Network;
  readonly wait?: (milliseconds: number) => Promise<void>;
  readonly now?: () => number;
  readonly onWait?: (why: string, milliseconds: number) => void;
}

export interface Asked {
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Statuses that are an answer here, and no failure, beside those that always are. */
  readonly accepts?: readonly number[];
  /** A file is asked for: a text or a page in its place is looked into, whatever it calls itself. */
  readonly isDownload?: boolean;
}

export interface Reply {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  /** Where the answer came from, after redirects. */
  readonly url: URL;
  readonly stream: IncomingMessage;
}

const MOST_REDIRECTS = 5;
const MOST_ATTEMPTS = 6;
/** A service that asks for more patience than this is asked again another day. */
const LONGEST_WAIT = 15 * 60_000;
const SILENCE = 60_000;
const TEXT_LIMIT = 64 * 1024 * 1024;
/** The portal was seen to answer a download with such a text, or one in JSON's quotes, instead of a redirect. */
const TEXT_REDIRECT = /^\s*"?Use redirect URL to download:\s*([^\s"]+?)\.?(?:[\s"]|$)/;

/** What the system and its TLS say of an address at which nobody answers, or nobody who is meant. */
const NOBODY_THERE =
  /^(?:ENOTFOUND|EAI_|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EPROTO|HPE_|ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/;

/** What such a refusal of TLS, or of what is no HTTP, means; null for what the system says itself. */
function reasonInWords(code: string): string | null {
  if (/^(?:EPROTO|ERR_SSL)/.test(code))
    return "it does not answer in TLS. Check the port, and whether http:// is meant";
  if (/^HPE_/.test(code))
    return "what answers does not speak HTTP. Check the port, and whether https:// is meant";
  return /^(?:ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(code)
    ? `its certificate is not trusted here (${code}). Check the address; NODE_EXTRA_CA_CERTS names certificates of your own`
    : null;
}

/**
 * Asks one thing at a time: waits as long as the service says, tries again a bounded number of times, follows
 * redirects only to where a public service may send us.
 */
export class PoliteClient {
  private readonly network: Network;
  private readonly wait: (milliseconds: number) => Promise<void>;
  private readonly now: () => number;
  private hasAnswered = false;
  private baseKinds: ReadonlySet<AddressKind> | null = null;
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: ClientOptions) {
    this.network = options.network ?? NETWORK;
    this.wait = options.wait ?? ((milliseconds) => new Promise((done) => setTimeout(done, milliseconds)));
    this.now = options.now ?? Date.now;
  }

  /** The JSON of an answer. Throws `upstream-failed` when it is a page, too large, or refused. */
  async json(url: URL, asked: Asked = {}): Promise<unknown> {
    return (await this.jsonText(url, asked)).value;
  }

  /** The same, with the text that it was written as. */
  async jsonText(url: URL, asked: Asked = {}): Promise<{ readonly text: string; readonly value: unknown }> {
    let failure: ArtunitError | null = null;
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const reply = await this.ask(url, asked);
      try {
        const text = await textOf(reply);
        return { text, value: parseJson(text, url) };
      } catch (error) {
        if (error instanceof ArtunitError) throw error;
        failure = upstreamFailed(
          url,
          "the connection broke off in the middle of its answer, again and again",
        );
        await this.pause(`${url.host} broke off in the middle of its answer.`, attempt);
      }
    }
    throw failure!;
  }

  /** An answer of status 200, 206, 304 or one that is accepted; the caller reads its stream to the end, or destroys it. */
  async ask(url: URL, asked: Asked = {}): Promise<Reply> {
    const mine = this.last.then(() => this.askPatiently(url, asked));
    this.last = mine.catch(() => {});
    return mine;
  }

  /** Waits longer at each attempt. */
  async pause(why: string, attempt: number): Promise<void> {
    const milliseconds = 1000 * 2 ** attempt;
    this.options.onWait?.(why, milliseconds);
    await this.wait(milliseconds);
  }

  private async askPatiently(url: URL, asked: Asked): Promise<Reply> {
    let failure = upstreamFailed(url, "it did not answer");
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      let reply: Reply;
      try {
        reply = await this.follow(url, asked);
      } catch (error) {
        if (error instanceof ArtunitError) throw error;
        failure = this.failureOf(url, error);
        await this.pause(failure.message, attempt);
        continue;
      }
      this.hasAnswered = true;
      if ([200, 206, 304, ...(asked.accepts ?? [])].includes(reply.status)) return reply;
      failure = upstreamFailed(
        url,
        `it answered ${reply.status}${await reasonOf(reply)}${this.keyAdvice(reply)}`,
      );
      if (reply.status !== 429 && reply.status < 500) throw failure;
      const asksFor = retryAfter(reply.headers["retry-after"], this.now());
      if (asksFor === null) await this.pause(failure.message, attempt);
      else if (asksFor > LONGEST_WAIT)
        throw upstreamFailed(
          url,
          `it answered ${reply.status} and asks to be left alone for ${Math.ceil(asksFor / 60_000)} minutes; sync again then`,
        );
      else {
        this.options.onWait?.(failure.message, asksFor);
        await this.wait(asksFor);
      }
    }
    throw failure;
  }

  /** What went wrong on the way; thrown where waiting helps nothing. */
  private failureOf(url: URL, error: unknown): ArtunitError {
    const { code = "", message } = error as NodeJS.ErrnoException;
    const why = systemError(error)?.message || reasonInWords(code) || message || code || "no answer";
    const failure = upstreamFailed(url, why);
    // Where nothing was ever there, an address is misspelt, or a service is not started: waiting finds it no sooner.
    const wasThere = code === "EAI_AGAIN" ? this.baseKinds !== null : this.hasAnswered;
    if (NOBODY_THERE.test(code) && !wasThere) throw failure;
    return failure;
  }

  private keyAdvice({ status }: Reply): string {
    if (status !== 401 && status !== 403) return "";
    const { key, keySetting } = this.options;
    return key === null
      ? `; Artunit sends the key that is in the setting ${keySetting}, which is empty`
      : `; Artunit sent the key that is in the setting ${keySetting}`;
  }

  private async follow(first: URL, asked: Asked): Promise<Reply> {
    let url = first;
    for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
      const reply = await this.send(url, asked);
      const target = await this.redirectOf(reply, asked);
      if (target === null) return reply;
      url = readTarget(target, url);
    }
    throw upstreamFailed(first, `it redirected more than ${MOST_REDIRECTS} times`);
  }

  /** Where the answer sends us on: by header, or by a text that says so. */
  private async redirectOf(reply: Reply, asked: Asked): Promise<string | null> {
    const { status, headers, stream } = reply;
    if ([301, 302, 303, 307, 308].includes(status)) {
      stream.resume();
      return headers.location ?? "";
    }
    if (status !== 200) return null;
    const isText = asked.isDownload
      ? /^\s*(?:"?Use redirect URL|<(?:!doctype|html))/i.test(await beginningOf(stream))
      : /^text\/plain/.test(headers["content-type"] ?? "");
    if (!isText) return null;
    const text = await textOf(reply);
    const found = TEXT_REDIRECT.exec(text);
    if (found) return found[1]!;
    const isPage = text.trimStart().startsWith("<");
    throw upstreamFailed(
      reply.url,
      isPage ? "it answered with a web page instead of data" : "it answered with a text",
    );
  }

  private async send(url: URL, asked: Asked): Promise<Reply> {
    const address = await this.checkedAddress(url);
    const isHome = url.origin === this.options.base.origin;
    const headers: Record<string, string> = {
      host: url.host,
      accept: "*/*",
      "user-agent": this.options.userAgent,
      ...asked.headers,
      ...(isHome && this.options.key ? { "x-api-key": this.options.key } : {}),
      ...(asked.body === undefined ? {} : { "content-length": String(Buffer.byteLength(asked.body)) }),
    };
    const start = url.protocol === "https:" ? httpsRequest : httpRequest;
    return new Promise((done, failed) => {
      const sent = start(
        {
          protocol: url.protocol,
          // Connected to the address that was checked, so that a name cannot resolve to another one afterwards.
          host: this.network.dial(address),
          port: url.port || (url.protocol === "https:" ? 443 : 80),
          path: `${url.pathname}${url.search}`,
          method: asked.method ?? "GET",
          headers,
          servername: serverNameOf(url),
          agent: false,
          timeout: SILENCE,
        },
        (stream) => done({ status: stream.statusCode ?? 0, headers: stream.headers, url, stream }),
      );
      sent.on("timeout", () => sent.destroy(new Error(`it was silent for ${SILENCE / 1000} s`)));
      sent.on("error", failed);
      sent.end(asked.body);
    });
  }

  /** A public service may not send us to this machine or its neighbours; a local one may stay among its like. */
  private async checkedAddress(url: URL): Promise<string> {
    this.baseKinds ??= new Set((await this.addressesOf(this.options.base)).map(kindOf));
    const addresses = await this.addressesOf(url);
    for (const address of addresses) {
      const kind = kindOf(address);
      if (kind !== "public" && !this.baseKinds.has(kind)) {
        throw new ArtunitError(
          "upstream-failed",
          `${this.options.base.host} sends to ${url.host}, a ${kind} address; that is refused.`,
        );
      }
    }
    const [first] = addresses;
    if (first === undefined) throw new Error(`${url.hostname} has no address`);
    return first;
  }

  private addressesOf(url: URL): Promise<readonly string[]> {
    return this.network.resolve(url.hostname.replace(/^\[|\]$/g, ""));
  }
}

/** The name that TLS asks for; an address is none (RFC 6066, section 3). */
function serverNameOf({ hostname }: URL): string {
  return isIP(hostname.replace(/^\[|\]$/g, "")) ? "" : hostname;
}

function readTarget(target: string, from: URL): URL {
  const url = URL.canParse(target, from.href) ? new URL(target, from) : null;
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:")) {
    throw upstreamFailed(from, `it redirects to "${target.slice(0, 100)}", which is no web address`);
  }
  if (from.protocol === "https:" && url.protocol === "http:") {
    throw upstreamFailed(from, "it redirects to an unencrypted address");
  }
  return url;
}

/** Seconds or a date, in milliseconds from now; null where nothing is asked for. */
export function retryAfter(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/** The first bytes of a stream, which is left paused before them. */
async function beginningOf(stream: IncomingMessage): Promise<string> {
  const first = await new Promise<Buffer | null>((done, failed) => {
    stream.once("error", failed);
    stream.once("end", () => done(null));
    stream.once("data", (chunk: Buffer) => {
      stream.pause();
      stream.unshift(chunk);
      done(chunk);
    });
  });
  return first?.toString("latin1", 0, 200) ?? "";
}

async function textOf(reply: Reply): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of reply.stream) {
    length += (chunk as Buffer).length;
    if (length > TEXT_LIMIT) throw upstreamFailed(reply.url, "its answer is larger than 64 MB");
    parts.push(chunk as Buffer);
  }
  return Buffer.concat(parts).toString("utf8");
}

function parseJson(text: string, url: URL): unknown {
  if (/^\s*</.test(text)) throw upstreamFailed(url, "it answered with a web page instead of data");
  try {
    return JSON.parse(text);
  } catch {
    throw upstreamFailed(url, "its answer is not JSON");
  }
}

async function reasonOf(reply: Reply): Promise<string> {
  try {
    const text = await textOf(reply);
    const { errorDetails, message, error } = JSON.parse(text) as Record<string, unknown>;
    const reason = errorDetails ?? message ?? error;
    return typeof reason === "string" ? `: ${reason.slice(0, 300).replace(/\.$/, "")}` : "";
  } catch {
    return "";
  }
}

export function upstreamFailed(url: URL, why: string): ArtunitError {
  return new ArtunitError("upstream-failed", `${url.origin}${url.pathname}: ${why.replace(/\.$/, "")}.`);
}
