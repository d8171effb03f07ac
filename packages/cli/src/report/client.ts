// The script of every report: registers the components of @kcolors/ui. A report copies palettes as style sheets only;
// `kcolors palette` writes the other formats.
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
