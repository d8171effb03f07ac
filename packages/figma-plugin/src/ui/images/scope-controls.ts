// The choice of the scope, and what is said when there are no images in it.
import { button, make, segments } from '../page/make.ts';
import type { Images, Kind } from './model.ts';

const SCOPES: Readonly<Record<Kind, string>> = { selection: 'Selection', page: 'Page', file: 'File' };

const EMPTY: Readonly<Record<Kind, readonly [string, string]>> = {
  selection: ['Select layers with images', 'Or scan all images of the page.'],
  page: ['No images on this page', 'Fills and strokes with images are shown here.'],
  file: ['No images in this file', 'Fills and strokes with images are shown here.'],
};

export const scopeControls = (images: Images): HTMLElement[] => [
  segments('Images in', SCOPES, images.scope, (kind) => images.setScope(kind)),
  button('↻', () => images.scan(), {
    class: 'button icon',
    'aria-label': 'Scan again',
    title: 'Scan again',
  }),
];

export function noteOf(images: Images): Node[] {
  if (images.phase === 'loading')
    return [make('div', { class: 'spinner' }), make('p', { role: 'status' }, 'Finding images')];
  if (images.phase === 'error')
    return [
      make('h2', {}, 'The images could not be read'),
      make('p', { role: 'alert' }, images.message),
      button('Try again', () => images.scan()),
    ];
  const [title, text] = EMPTY[images.scope];
  const next =
    images.scope === 'selection'
      ? [button('Scan this page', () => images.setScope('page'), { class: 'button primary' })]
      : [];
  return [make('h2', {}, title), make('p', {}, text), ...next];
}
