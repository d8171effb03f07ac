// The sandbox script. It accesses the document; pixels are processed in the page.
import { suggestParameters } from './quick-action.ts';
import { start } from './start.ts';

figma.skipInvisibleInstanceChildren = true; // hidden layers of instances cost more time than all others together
suggestParameters();
figma.on('run', (event) => void start(event));
