import { parseRequest } from '../shared/protocol.ts';

figma.showUI(__html__, { width: 420, height: 560, themeColors: true });
figma.ui.onmessage = (message: unknown) => {
  const request = parseRequest(message);
  if (request)
    figma.ui.postMessage({ type: 'failed', id: request.id, code: 'unsupported', message: 'Not yet.' });
};
