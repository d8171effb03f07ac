import type { Session } from '../harness.ts';
import { applyPaletteTests } from './apply-palette.ts';
import { manyImagesTests, oneImageTests } from './compress.ts';
import { hoverTests } from './hover.ts';
import { paletteViewTests } from './palette-view.ts';
import { previewTests } from './preview.ts';
import { sameBytesTests } from './same-bytes.ts';
import { smokeTests } from './smoke.ts';

/**
 * All tests of a person's actions with the extension, in one window of VS Code. In a web worker run those whose files,
 * threads or pages depend on the host; the others run in Node alone.
 */
export function allTests(vscode: Session): void {
  smokeTests(vscode);
  hoverTests(vscode);
  manyImagesTests(vscode);
  sameBytesTests(vscode);
  applyPaletteTests(vscode);
  paletteViewTests(vscode);
  previewTests(vscode);
  oneImageTests(vscode); // restarts VS Code
}
