import type { InjectOptions } from "fastify";
import { INSTALLATION, TABLES } from "../../src/installation.js";
import { createServer, type Installation, type Server, type Settings } from "../../src/server/index.js";
import { manifestOf, memoryStore, type Row, type Rows, type Store } from "../../src/store/index.js";
import { withBundled } from "../../src/store/layers/bundled.js";

/** A server over a store, and every fault of ours that it logged. */
export function serverOf(
  store: Store | null,
  settings: Partial<Settings> = {},
  installation: Installation = INSTALLATION,
): Server & { readonly logged: readonly string[] } {
  const logged: string[] = [];
  const lease = () => store && { store, release: () => {} };
  const snapshots = {
    current: lease,
    open: async (id: string) => (store?.manifest.id === id ? lease() : null),
  };
  return {
    ...createServer({ installation, snapshots, settings, log: (message) => logged.push(message) }),
    logged,
  };
}

export function storeOf(rows: Rows): Store {
  return withBundled(memoryStore(rows, manifestOf(rows, TABLES)), TABLES);
}

/** A rejection of the 2017 release and of v2; the rest of its columns are null. */
export function rejection(number: number, more: Row = {}): Row {
  return {
    record_id: String(number).padStart(32, "0"),
    application_number: String(12_000_000 + number),
    document_id: `DOC${String(number).padStart(12, "0")}`,
    document_code: number % 3 === 0 ? "CTFR" : "CTNF",
    mail_date: `20${10 + (number % 8)}-03-0${1 + (number % 9)}`,
    art_unit: "2431",
    legal_section: "103",
    action_type: "103",
    action_category: "rejected",
    claim_numbers: "1,2",
    has_rej_101: false,
    has_rej_103: true,
    cite103_max: number % 5,
    source: "release-2017",
    is_preferred: true,
    ...more,
  };
}

export const FORM = "application/x-www-form-urlencoded";

/** A search as clients send it: a form body, encoded. */
export function search(url: string, parameters: Record<string, string>): InjectOptions {
  return {
    method: "POST",
    url,
    headers: { "content-type": FORM },
    payload: new URLSearchParams(parameters).toString(),
  };
}
