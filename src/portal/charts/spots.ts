import { type Html, html } from "../../server/html.js";

/** A part of a drawing that leads to the records behind it: the place it takes, and what it shows in words. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly href: string;
  readonly says: string;
}

/**
 * Links over a drawing, for the mouse. The table that it is drawn from has the same links: they would only be the same stops of the
 * keyboard again, hundreds of them, and would be read aloud twice.
 */
export function spots(all: readonly Spot[]): Html | null {
  if (all.length === 0) return null;
  return html`<g class="spots" aria-hidden="true">
${all.map(
  ({ x, y, width, height, href, says }) =>
    html`<a href="${href}" tabindex="-1"><title>${says}</title><rect x="${x}" y="${y}" width="${width}" height="${height}"/></a>
`,
)}</g>`;
}
