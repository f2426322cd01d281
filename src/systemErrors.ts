import { existsSync, mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { ArtunitError, damaged, isDamage, isDiskFull } from "./errors.js";

/**
 * The one place that turns what the system and the engines refuse into errors of ours: a sentence that names the
 * place and says what to do.
 */
interface Refusal {
  /** The system's name of it, `EACCES` for one. */
  readonly code: string;
  /** A path, or an address; null where the system does not say. */
  readonly place: string | null;
  /** The system's name of what was tried, `mkdir` for one. */
  readonly call: string;
}

type Sentence = (place: string, refusal: Refusal) => string;

const TRIED: Readonly<Record<string, string>> = {
  mkdir: "made",
  scandir: "listed",
  opendir: "listed",
  read: "read",
  write: "written",
  rename: "renamed",
  unlink: "removed",
  rmdir: "removed",
  rm: "removed",
  listen: "listened on",
  copyfile: "copied",
};

const forbidden: Sentence = (place, { call }) =>
  call === "listen"
    ? `${place} may not be used by this account. Choose another with --port or --host.`
    : `${place} may not be ${TRIED[call] ?? "opened"} by this account. Give the account the right to it, or choose another path.`;
const unreachable: Sentence = (place) =>
  `${place} cannot be reached. Check the address, and the network connection.`;
const unknownName: Sentence = (place) =>
  `${place} is not the name of an address: it was not found. Check its spelling, and the network connection.`;
const tooManyOpen: Sentence = () =>
  "Too many files are open at once. Allow more, for example with `ulimit -n 4096`, and try again.";
const inUse: Sentence = (place) =>
  `${place} is in use by another program. End that program, or wait for it, and try again.`;
const isFull: Sentence = (place, refusal) =>
  `The disk is full, or its quota is used up${refusal.place === null ? "" : `, where ${place} lies`}, and what was being written is incomplete. Free some space and try again.`;
const isNoPath: Sentence = (place) =>
  `${JSON.stringify(place)} cannot be the name of a file or folder. Choose another path.`;

const SENTENCES: Readonly<Record<string, Sentence>> = {
  EACCES: forbidden,
  EPERM: forbidden,
  EROFS: (place) => `${place} is on a disk that can only be read. Choose a path on another disk.`,
  ENOTDIR: (place) =>
    `A folder is meant by ${place}, or by a part of it, and there is a file. Choose another path.`,
  EEXIST: (place, { call }) =>
    call === "mkdir"
      ? `${place} is a file where a folder is meant. Choose another path, or remove the file.`
      : `${place} is there already. Choose another path, or remove it.`,
  EISDIR: (place) => `${place} is a folder where a file is meant. Name a file.`,
  ENOENT: (place, { call }) =>
    call === "mkdir"
      ? `The folder ${place} cannot be made: the system keeps no folders of ours there. Choose another path.`
      : `There is no file or folder ${place}. Check its spelling.`,
  ENOTEMPTY: (place) => `The folder ${place} is not empty. Choose another path, or empty it.`,
  ENOSPC: isFull,
  EDQUOT: isFull,
  EFBIG: (place) => `${place} would be larger than the system allows. Choose a path on another disk.`,
  EMFILE: tooManyOpen,
  ENFILE: tooManyOpen,
  ENOMEM: () => "The machine has no memory left. End other programs and try again.",
  ENAMETOOLONG: (place) => `The path ${place} is longer than the system allows. Choose a shorter one.`,
  ELOOP: (place) =>
    `${place} is a link that leads back to itself. Name the file or folder it should lead to.`,
  EBUSY: inUse,
  ETXTBSY: inUse,
  EXDEV: (place) => `${place} lies on two disks: a folder in it is a mount. Choose a folder on one disk.`,
  EIO: (place) =>
    `The disk failed while ${place} was read or written. Check the disk; choose a path on another.`,
  EINVAL: isNoPath,
  ERR_INVALID_ARG_VALUE: isNoPath,
  EPIPE: () => "The program that was reading the output has ended.",
  EADDRINUSE: (place) => `${place} is already in use. Choose another with --port or --host.`,
  EADDRNOTAVAIL: (place) =>
    `${place} is not an address of this machine. Choose another with --port or --host.`,
  ENOTFOUND: unknownName,
  EAI_AGAIN: unknownName,
  EAI_NONAME: unknownName,
  ECONNREFUSED: (place) =>
    `Nothing answers at ${place}. Check the address, and whether its service is running.`,
  ECONNRESET: (place) => `The connection to ${place} broke off. Try again.`,
  ETIMEDOUT: unreachable,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
};

/** How the engines write what the system told them. */
const WORDS: Readonly<Record<string, string>> = {
  "Permission denied": "EACCES",
  "Operation not permitted": "EPERM",
  "Not a directory": "ENOTDIR",
  "Is a directory": "EISDIR",
  "No such file or directory": "ENOENT",
  "Read-only file system": "EROFS",
  "Too many open files": "EMFILE",
  "File name too long": "ENAMETOOLONG",
  "Too many levels of symbolic links": "ELOOP",
  "Input/output error": "EIO",
  "Device or resource busy": "EBUSY",
  "Conflicting lock is held": "EBUSY",
};

/**
 * What the system or an engine refused, as an error of ours; null where it is a fault of ours. `place` is what was
 * being read or written, for where the system does not say.
 */
export function systemError(error: unknown, place?: string): ArtunitError | null {
  if (error instanceof ArtunitError) return error;
  if (!(error instanceof Error)) return null;
  const refusal = refusalOf(error, place ?? null);
  if (refusal !== null) return new ArtunitError(codeOf(refusal), sentenceOf(refusal));
  const path = /file "([^"]+)"|database "([^"]+)"/i.exec(error.message);
  if (isDamage(error)) {
    const which = path?.[1] ?? path?.[2] ?? place ?? "A file of the snapshot";
    return damaged(which, firstWords(error.message));
  }
  if (isDiskFull(error)) {
    const where = path?.[1] ?? path?.[2] ?? place ?? null;
    return new ArtunitError(
      "disk-full",
      isFull(where ?? "", { code: "ENOSPC", place: where, call: "write" }),
    );
  }
  return null;
}

/** A file that cannot be written: where its folder is not there, that is said. */
export function unwritable(path: string, error: unknown): unknown {
  const folder = dirname(resolve(path));
  if ((error as NodeJS.ErrnoException).code === "ENOENT")
    return new ArtunitError(
      "place-unusable",
      existsSync(folder)
        ? `${path} cannot be written: the system keeps no files of ours in ${folder}. Choose another path.`
        : `${path} cannot be written: there is no folder ${folder}. Make it, or choose another path.`,
    );
  return systemError(error, path) ?? error;
}

/** The output of the program cannot be written: on a full disk, say. */
export function unprintable(stream: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  const why =
    code === "ENOSPC" || code === "EDQUOT"
      ? "the disk that it goes to is full"
      : code === "EIO"
        ? "the terminal or disk that it goes to is gone"
        : null;
  return why === null
    ? error
    : new ArtunitError(
        code === "EIO" ? "place-unusable" : "disk-full",
        `What is printed (${stream}) cannot be written: ${why}, and it is incomplete. Send it elsewhere and try again.`,
      );
}

/** What an engine said, without its names for kinds of errors. */
function firstWords(said: string): string {
  return said.replace(/^\w+(?: \w+)* Error: /, "").split("\n")[0]!;
}

function codeOf({ code }: Refusal): "disk-full" | "place-unusable" {
  return code === "ENOSPC" || code === "EDQUOT" ? "disk-full" : "place-unusable";
}

/** Why no folder of ours can be made in the temporary folder, which nobody named in the command. */
const WHY_NOT_THERE: Readonly<Record<string, string>> = {
  ENOENT: "there is no such folder",
  ENOTDIR: "it is a file",
  EACCES: "this account may not write there",
  EPERM: "this account may not write there",
  EROFS: "its disk can only be read",
};

function sentenceOf(refusal: Refusal): string {
  const why = WHY_NOT_THERE[refusal.code];
  if (refusal.call === "mkdtemp" && refusal.place !== null && why !== undefined)
    return `The temporary folder ${dirname(refusal.place)} cannot be used: ${why}. Name another in the variable TMPDIR (on Windows, TEMP).`;
  return SENTENCES[refusal.code]!(refusal.place ?? "a file", refusal).replace(/^a file/, "A file");
}

/** What was refused, told by the error's properties or, where only its words came through, by those. */
function refusalOf(error: Error, place: string | null): Refusal | null {
  const { code, path, syscall, message } = error as NodeJS.ErrnoException;
  const { address, hostname, port } = error as { address?: string; hostname?: string; port?: number };
  const host = hostname ?? (address !== undefined && port !== undefined ? `${address}:${port}` : address);
  if (code !== undefined && code in SENTENCES && isAboutAPlace(code, message))
    return { code, place: place ?? path ?? host ?? null, call: syscall ?? "" };
  const written = /\b(E[A-Z0-9]{2,}): [^,']*, (\w+)(?: '([^']*)')?/.exec(message);
  if (written && written[1]! in SENTENCES)
    return { code: written[1]!, place: place ?? written[3] ?? null, call: written[2]! };
  const word = Object.keys(WORDS).find((each) => message.includes(each));
  if (word === undefined || !/^(?:IO|Invalid Input|Binder|SQL|SQLITE)/i.test(message)) return null;
  const named = /(?:file|directory|folder) "([^"]+)"/i.exec(message)?.[1];
  return { code: WORDS[word]!, place: named ?? place, call: "open" };
}

/** Node says the same of any wrong argument: of a path only where it speaks of null bytes. */
function isAboutAPlace(code: string, message: string): boolean {
  return code !== "ERR_INVALID_ARG_VALUE" || message.includes("null bytes");
}

/**
 * Makes a folder that somebody named, with those above it that are missing. Node's own `recursive` tries again for ever where
 * the system answers that nothing can be made in a folder that is there, as below /proc.
 */
export function makeFolder(path: string): void {
  const folder = resolve(path);
  if (existsSync(folder)) mkdirSync(folder, { recursive: true });
  else {
    if (dirname(folder) !== folder) makeFolder(dirname(folder));
    try {
      mkdirSync(folder);
    } catch (error) {
      // Somebody else made it meanwhile.
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

/** What is read; null where it does not exist. What may not be read, or is no folder, is an error. */
export function ifThere<Read>(read: () => Read): Read | null {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
