// Handles files dragged into the window. By default, the browser replaces the page with a dropped file.

const hasFile = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false;

/** Keeps the page when a file is dropped outside of a drop zone. */
export function refuseStrayFiles(): void {
  for (const name of ['dragover', 'drop'] as const)
    document.addEventListener(name, (event) => {
      if (event.defaultPrevented || !hasFile(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'none';
    });
}

/**
 * Passes the first file dropped on an element to `take`. The element has the class `takes` while a file is
 * over it.
 */
export function takeFiles(zone: HTMLElement, take: (file: File) => void): void {
  let inside = 0; // zone elements under the file: it enters the next one before it leaves the last one
  const mark = (change: number) => {
    inside = Math.max(0, inside + change);
    zone.classList.toggle('takes', inside > 0);
  };
  zone.addEventListener('dragenter', (event) => hasFile(event) && mark(1));
  zone.addEventListener('dragleave', (event) => hasFile(event) && mark(-1));
  zone.addEventListener('dragover', (event) => {
    if (!hasFile(event)) return;
    event.preventDefault();
    event.dataTransfer!.dropEffect = 'copy';
  });
  zone.addEventListener('drop', (event) => {
    if (!hasFile(event)) return;
    event.preventDefault();
    mark(-inside);
    const file = event.dataTransfer?.files[0];
    if (file) take(file);
  });
}
