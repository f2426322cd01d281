/**
 * Reads a file that is dropped anywhere on a page with a form that takes one (`data-drop`): it is put into the form, which is
 * sent. Without it a file can be dropped on the form's own field.
 */
function attend(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>("input[type=file]");
  if (!field) return;
  const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
  const show = (isOver: boolean) => form.classList.toggle("dropping", isOver);
  addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    show(true);
  });
  addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) show(false);
  });
  addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    show(false);
    const [file] = event.dataTransfer?.files ?? [];
    if (!file) return;
    // One action at a time is read: the first, whose name the page says.
    const one = new DataTransfer();
    one.items.add(file);
    field.files = one.files;
    form.requestSubmit();
  });
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-drop]")) attend(form);
