// The script inside every report: it makes the components of @kcolors/ui known to the page.
// Palettes are copied as style sheets; what else they can be is what `kcolors palette` is for.
import { STYLESHEET_WRITERS } from '@kcolors/codecs/palettes/stylesheets';
import { defineElements, setCopyFormats } from '@kcolors/ui';
import './report.css';

setCopyFormats(
  Object.entries(STYLESHEET_WRITERS).map(([id, { label, write }]) => ({
    id,
    label,
    write: (colors) => write({ colors }),
  })),
);
defineElements();
