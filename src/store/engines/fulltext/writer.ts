import { closeSync, fsyncSync, openSync } from "node:fs";
import Database from "libsql";
import { HOUSE } from "../../../catalog/index.js";
import { FORMAT, indexesOf, type Layout, schemaOf, wordIndexes } from "./layout.js";
import type { ShardFacts } from "./left.js";
import { DigestSum, type PreparedText } from "./prepare.js";

const INDEX_MEMORY = 64 * 1024 * 1024;

/** Writes one shard from texts that come in the declared order; the file is complete when this returns. */
export function writeShard(path: string, texts: Iterable<PreparedText>, layout: Layout): ShardFacts {
  const database = new Database(path);
  try {
    database.exec(
      "PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;" +
        "PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY",
    );
    database.exec(schemaOf(layout));
    for (const index of wordIndexes(layout)) {
      database.exec(`INSERT INTO ${index}_words (${index}_words, rank) VALUES ('hashsize', ${INDEX_MEMORY})`);
    }
    database.exec("BEGIN");
    const facts = writeRows(database, texts, layout);
    for (const index of wordIndexes(layout)) {
      database.exec(`INSERT INTO ${index}_words (${index}_words) VALUES ('optimize')`);
      database.exec(
        `CREATE VIRTUAL TABLE temp.${index}_vocabulary USING fts5vocab(main, ${index}_words, row)`,
      );
      database.exec(`INSERT INTO ${index}_terms SELECT term, cnt FROM temp.${index}_vocabulary`);
    }
    database.exec(indexesOf(layout));
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

function writeRows(
  database: Database.Database,
  texts: Iterable<PreparedText>,
  { table, plain, body: bodyColumn, sections: sectionColumns, short }: Layout,
): ShardFacts {
  const places = (count: number) => Array.from({ length: count }, () => "?").join(", ");
  const row = database.prepare(
    `INSERT INTO texts VALUES (${places(plain.length + sectionColumns.length + short.length + 2)})`,
  );
  const content = database.prepare("INSERT INTO contents VALUES (?, ?, ?)");
  const body = database.prepare(`INSERT INTO body_words (rowid, ${bodyColumn}) VALUES (?, ?)`);
  const sections =
    sectionColumns.length === 0
      ? null
      : database.prepare(
          `INSERT INTO section_words (rowid, ${sectionColumns.join(", ")}) VALUES (?, ${places(sectionColumns.length)})`,
        );
  const at = (column: string | undefined) => plain.findIndex(({ name }) => name === column);
  const [sourceAt, dateAt] = [at(HOUSE.source), at(table.roles.date)];

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
      sections!.run(rows, ...text.sections.map((each) => each?.bytes ?? null));
    }

    digest.add(text.digest);
    const source = String(text.plain[sourceAt] ?? "");
    rowsBySource[source] = (rowsBySource[source] ?? 0) + 1;
    const date = (text.plain[dateAt] ?? null) as string | null;
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
