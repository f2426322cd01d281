/** A PDF of the objects, the first of them its catalog, with a table of where they are. */
export function pdfOf(objects: readonly (string | Buffer)[], trailer = ""): Buffer {
  const parts: Buffer[] = [Buffer.from("%PDF-1.7\n")];
  let at = parts[0]!.length;
  const offsets = objects.map((object, index) => {
    const whole = Buffer.concat([
      Buffer.from(`${index + 1} 0 obj\n`),
      Buffer.from(object),
      Buffer.from("\nendobj\n"),
    ]);
    parts.push(whole);
    at += whole.length;
    return at - whole.length;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

/** A stream with its length and filter. */
export function stream(content: string | Buffer, filter = ""): Buffer {
  return Buffer.concat([
    Buffer.from(`<< /Length ${content.length} ${filter} >>\nstream\n`),
    Buffer.from(content),
    Buffer.from("\nendstream"),
  ]);
}

/** Every reader has it. */
export const FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";
/** A page; its font is the fourth object. */
export const page = (contents: string, more = "") =>
  `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F 4 0 R >> ${more} >> ${contents} >>`;

/** A PDF of one page with this content. */
export function onePage(content: Buffer, more: readonly (string | Buffer)[] = [], resources = ""): Buffer {
  return pdfOf([
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    page("/Contents 5 0 R", resources),
    FONT,
    content,
    ...more,
  ]);
}

/** What a page shows: a line. */
export const written = (text: string) => stream(`BT /F 12 Tf 72 700 Td (${text}) Tj ET`);
