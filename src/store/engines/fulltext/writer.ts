import { closeSync, fsyncSync, openSync } from "node:fs";
import Database from "libsql";
import { FORMAT, INDEXES, PLAIN_COLUMNS, SCHEMA, SECTION_COLUMNS, SHORT_COLUMNS } from "./layout.js";
import { DigestSum, type PreparedText } from "./prepare.js";
import type { ShardFacts } from "./shard.js";

const INDEX_MEMORY = 64 * 1024 * 1024;
const AT = Object.fromEntries(PLAIN_COLUMNS.map((each, at) => [each.name, at]));

/** Writes one shard from texts that come in the declared order; the file is complete when this returns. */
export function writeShard(path: string, texts: Iterable<PreparedText>): ShardFacts {
  const database = new Database(path);
  try {
    database.exec(
      "PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;" +
        "PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY",
    );
    database.exec(SCHEMA);
    for (const words of ["body_words", "section_words"]) {
      database.exec(`INSERT INTO ${words} (${words}, rank) VALUES ('hashsize', ${INDEX_MEMORY})`);
    }
    database.exec("BEGIN");
    const facts = writeRows(database, texts);
    for (const index of ["body", "section"]) {
      database.exec(`INSERT INTO ${index}_words (${index}_words) VALUES ('optimize')`);
      database.exec(
        `CREATE VIRTUAL TABLE temp.${index}_vocabulary USING fts5vocab(main, ${index}_words, row)`,
      );
      database.exec(`INSERT INTO ${index}_terms SELECT term, cnt FROM temp.${index}_vocabulary`);
    }
    database.exec(INDEXES);
    const fact = database.prepare("INSERT INTO facts VALUES (?, ?)");
    fact.run("format", String(FORMAT));
    fact.run("summary", JSON.stringify(facts));
    database.exec("COMMIT");
    database.exec("ANALYZE");
    return facts;
  } finally {
    database.close();
    sync(path);
  }
}

function writeRows(database: Database.Database, texts: Iterable<PreparedText>): ShardFacts {
  const places = (count: number) => Array.from({ length: count }, () => "?").join(", ");
  const row = database.prepare(
    `INSERT INTO texts VALUES (${places(PLAIN_COLUMNS.length + SECTION_COLUMNS.length + SHORT_COLUMNS.length + 2)})`,
  );
  const content = database.prepare("INSERT INTO contents VALUES (?, ?, ?)");
  const body = database.prepare("INSERT INTO body_words (rowid, body) VALUES (?, ?)");
  const sections = database.prepare(
    `INSERT INTO section_words (rowid, ${SECTION_COLUMNS.join(", ")}) VALUES (?, ${places(SECTION_COLUMNS.length)})`,
  );

  const rowsBySource: Record<string, number> = {};
  const digest = new DigestSum();
  let rows = 0;
  let firstDate: string | null = null;
  let lastDate: string | null = null;
  for (const text of texts) {
    rows++;
    row.run(
      rows,
      ...text.plain,
      text.body?.count ?? null,
      ...text.sections.map((each) => each?.count ?? null),
      ...text.short,
    );
    content.run(rows, text.packed, text.digest);
    if (text.body?.count) body.run(rows, text.body.bytes);
    if (text.sections.some((each) => each?.count)) {
      sections.run(rows, ...text.sections.map((each) => each?.bytes ?? null));
    }

    digest.add(text.digest);
    const source = String(text.plain[AT.source!]);
    rowsBySource[source] = (rowsBySource[source] ?? 0) + 1;
    const date = text.plain[AT.mail_date!] as string | null;
    if (date !== null && (firstDate === null || date < firstDate)) firstDate = date;
    if (date !== null && (lastDate === null || date > lastDate)) lastDate = date;
  }
  return { rows, firstDate, lastDate, rowsBySource, digest: digest.toString() };
}

function sync(path: string): void {
  const file = openSync(path, "r");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
