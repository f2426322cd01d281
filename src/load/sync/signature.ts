import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
} from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ArtunitError } from "../../errors.js";

/** Who published a mirror's manifest and when, in a file beside it. */
export interface Signature {
  /** Ed25519, the 32 bytes of the public key in base64url. */
  readonly key: string;
  /** ISO instant: a mirror that is older than what was seen before is an old one put back. */
  readonly signedAt: string;
  readonly signature: string;
}

export const SIGNATURE_FILE = "manifest.sig";

const KEY = /^[A-Za-z0-9_-]{43}$/;

/** Writes a new private key, readable by its owner alone; returns the public key that others are given, and writes it beside. */
export function makeKeys(path: string): string {
  if (existsSync(path))
    throw new ArtunitError(
      "place-unusable",
      `${path} is there already. Choose another path, or keep the key.`,
    );
  const { privateKey } = generateKeyPairSync("ed25519");
  writeFileSync(path, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600, flag: "wx" });
  const publicKey = publicKeyOf(privateKey.export({ format: "jwk" }));
  writeFileSync(`${path}.pub`, `${publicKey}\n`);
  return publicKey;
}

/** Signs the manifest of a mirror's folder with the private key in a file. */
export function signMirror(folder: string, manifestFile: string, keyFile: string, now: Date): Signature {
  const privateKey = readPrivateKey(keyFile);
  const signedAt = now.toISOString();
  const statement = statementOf(readFileSync(join(folder, manifestFile)), signedAt);
  const signature: Signature = {
    key: publicKeyOf(privateKey.export({ format: "jwk" })),
    signedAt,
    signature: sign(null, statement, privateKey).toString("base64url"),
  };
  writeFileSync(join(folder, SIGNATURE_FILE), `${JSON.stringify(signature)}\n`);
  return signature;
}

/** Whether a manifest is what the holder of the key signed. */
export function isSignedBy(key: string, manifest: Uint8Array, { signedAt, signature }: Signature): boolean {
  const publicKey = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: key }, format: "jwk" });
  return verify(null, statementOf(manifest, signedAt), publicKey, Buffer.from(signature, "base64url"));
}

/** A public key as it was given: itself, or a file that holds it. Throws `bad-parameter`. */
export function readTrustedKey(given: string): string {
  const text = KEY.test(given) || !existsSync(given) ? given : readFileSync(given, "utf8").trim();
  if (KEY.test(text)) return text;
  throw new ArtunitError(
    "bad-parameter",
    `--trust takes the public key that \`artunit sign-keys\` printed (43 characters), or a file that holds it, not "${given.slice(0, 80)}".`,
  );
}

/** What is in a mirror's signature file; null where it is no signature. */
export function readSignature(text: string): Signature | null {
  try {
    const { key, signedAt, signature } = JSON.parse(text) as Record<string, unknown>;
    const isInstant = typeof signedAt === "string" && !Number.isNaN(Date.parse(signedAt));
    if (typeof key !== "string" || !isInstant || typeof signature !== "string") return null;
    return { key, signedAt, signature };
  } catch {
    return null;
  }
}

function readPrivateKey(path: string) {
  try {
    const key = createPrivateKey(readFileSync(path));
    if (key.asymmetricKeyType === "ed25519") return key;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") throw error;
  }
  throw new ArtunitError("bad-parameter", `${path} is no key that \`artunit sign-keys\` wrote.`);
}

function publicKeyOf(jwk: { readonly x?: string }): string {
  return jwk.x!;
}

function statementOf(manifest: Uint8Array, signedAt: string): Buffer {
  return Buffer.from(`artunit mirror\n${signedAt}\n${createHash("sha256").update(manifest).digest("hex")}\n`);
}
