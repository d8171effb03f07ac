// Files that are dragged into the window. Whatever is dropped beside a place for it would be opened instead of the page.

const hasFile = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false;

/** Keeps the page when a file is dropped where nothing takes it. */
export function refuseStrayFiles(): void {
  for (const name of ['dragover', 'drop'] as const)
    document.addEventListener(name, (event) => {
      if (event.defaultPrevented || !hasFile(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'none';
    });
}

/** Takes the first file that is dropped on an element, which has the class `takes` while one is above it. */
export function takeFiles(zone: HTMLElement, take: (file: File) => void): void {
  let inside = 0; // elements of the zone that the file is above: it enters one before it leaves the other
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
