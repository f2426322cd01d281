/**
 * Proposes what may be meant while somebody writes into a box that says where to ask (`data-suggest`): a combobox with a
 * list, as the authoring practices of ARIA describe it. Without it the box is the plain form that it is.
 */

import "./drop.js";

/** Milliseconds without a key before the server is asked. */
const PAUSE = 80;

interface Suggestion {
  readonly says: string;
  readonly address: string;
}

function attend(box: HTMLInputElement, from: string): void {
  let waiting = 0;
  let under: AbortController | null = null;
  let chosen = -1;

  const list = document.createElement("ul");
  list.id = `${box.id}-suggestions`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  const told = document.createElement("p");
  told.className = "unseen";
  told.setAttribute("role", "status");
  // Inside the label they would be part of the name of the box.
  (box.closest("label") ?? box).after(list);
  (box.form ?? document.body).append(told);
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  close();

  function close(): void {
    list.hidden = true;
    chosen = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  function choose(at: number): void {
    const items = [...list.children];
    chosen = items.length === 0 ? -1 : (at + items.length) % items.length;
    for (const [place, item] of items.entries()) item.setAttribute("aria-selected", String(place === chosen));
    const item = items[chosen];
    if (!item) return;
    box.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  }

  function show(found: readonly Suggestion[]): void {
    list.replaceChildren(...found.map((each, at) => optionOf(each, `${list.id}-${at}`)));
    close();
    list.hidden = found.length === 0;
    box.setAttribute("aria-expanded", String(found.length > 0));
    told.textContent =
      found.length === 0 ? "" : `${found.length} suggestion${found.length === 1 ? "" : "s"}, arrows choose`;
  }

  async function ask(): Promise<void> {
    under?.abort();
    under = new AbortController();
    const { signal } = under;
    const written = box.value.trim();
    if (written === "") return show([]);
    try {
      const answer = await fetch(`${from}?q=${encodeURIComponent(written)}`, { signal });
      const { suggestions } = (await answer.json()) as { readonly suggestions?: readonly Suggestion[] };
      if (!signal.aborted) show(suggestions ?? []);
    } catch {
      // Given up, or the server is away: the form still asks it.
      if (!signal.aborted) show([]);
    }
  }

  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => void ask(), PAUSE);
  });
  box.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? list.children.length - 1 : chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) follow(list.children[chosen]);
    else return;
    event.preventDefault();
  });
  box.addEventListener("blur", close);
  // Before the box loses the focus.
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    follow((event.target as Element).closest("[role=option]"));
  });
}

function optionOf({ says, address }: Suggestion, id: string): HTMLLIElement {
  const item = document.createElement("li");
  item.id = id;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  item.dataset.address = address;
  item.textContent = says;
  return item;
}

function follow(item: Element | null | undefined): void {
  const { address } = (item as HTMLElement | null)?.dataset ?? {};
  if (address) location.assign(address);
}

for (const box of document.querySelectorAll<HTMLInputElement>("input[data-suggest]")) {
  const { suggest } = box.dataset;
  if (suggest) attend(box, suggest);
}
