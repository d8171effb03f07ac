// The script of the sandbox. It has the document, and no pixels: those are the page's.
import { suggestParameters } from './quick-action.ts';
import { start } from './start.ts';

figma.skipInvisibleInstanceChildren = true; // hidden layers of instances cost more than all others together
suggestParameters();
figma.on('run', (event) => void start(event));
