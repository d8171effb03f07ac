// Draws tint scales and roles of a palette.
import type { Palette } from '@kcolors/codecs/palettes';
import type { PaletteLibrary } from '../palette/library.ts';
import type { SchemeTexts, Use } from '../palette-view/protocol.ts';

/** Shows what is made of a palette; nothing for its plain colors. */
export function drawScheme(place: HTMLElement, palette: Palette, use: Use, library: PaletteLibrary): void {
  const texts: SchemeTexts = JSON.parse(place.dataset.texts!);
  place.hidden = use.kind === 'colors' && !use.dark;
  place.replaceChildren(...(place.hidden ? [] : partsOf(library.namePalette(palette), use, library, texts)));
}

function partsOf(
  palette: Palette,
  { dark, kind }: Use,
  library: PaletteLibrary,
  texts: SchemeTexts,
): HTMLElement[] {
  if (kind === 'roles') {
    const { dark: darkPage, light } = library.schemeOf(palette);
    return [pageOf(texts.light, light, texts), ...(dark ? [pageOf(texts.dark, darkPage, texts)] : [])];
  }
  const { readableOn, tintScale, withDarkColors } = library;
  if (kind === 'scales') {
    return palette.colors.map(({ hex, name = hex }) =>
      rowOf(
        name,
        tintScale(hex).map((tint) => ({ ...tint, label: `${tint.step}` })),
        readableOn,
      ),
    );
  }
  return withDarkColors(palette).colors.map(({ dark: counterpart, hex, name = hex }) =>
    rowOf(
      name,
      [hex, counterpart!].map((each) => ({ hex: each, label: each })),
      readableOn,
    ),
  );
}

/** Returns a name with a row of colors. */
function rowOf(
  name: string,
  colors: readonly { readonly hex: string; readonly label: string }[],
  inkOn: (hex: string) => string,
): HTMLElement {
  const list = element('ol');
  for (const { hex, label } of colors) {
    const item = element('li', label);
    item.title = hex;
    item.style.background = hex;
    item.style.color = inkOn(hex);
    list.append(item);
  }
  const row = element('div');
  row.className = 'scale';
  const title = element('h2', name);
  title.dir = 'auto';
  row.append(title, list);
  return row;
}

type Page = ReturnType<PaletteLibrary['schemeOf']>['light'];

/** Returns a sample of a page in the colors of its roles, and their contrasts. */
function pageOf(title: string, roles: Page, texts: SchemeTexts): HTMLElement {
  const hexOf = Object.fromEntries(roles.map(({ hex, role }) => [role, hex])) as Record<
    Page[number]['role'],
    string
  >;
  const sample = element('div');
  sample.className = 'sample';
  sample.style.background = hexOf.background;
  sample.style.color = hexOf.text;
  const surface = element('p', texts.surface);
  surface.style.background = hexOf.surface;
  const accent = element('strong', texts.accent);
  accent.style.background = hexOf.accent;
  accent.style.color = hexOf['on accent'];
  sample.append(element('p', texts.background), surface, accent);
  const facts = element('ul');
  for (const { hex, on, role } of roles) {
    const contrasts = on.map(({ lc, ratio, role: ground }) => {
      const pair = texts.on.replace('{0}', texts[role]).replace('{1}', texts[ground]);
      return `${pair}: ${ratio.toFixed(1)}:1 (Lc ${lc.toFixed(0)})`;
    });
    facts.append(element('li', [`${texts[role]} ${hex}`, ...contrasts].join(' · ')));
  }
  const page = element('div');
  page.className = 'page';
  page.append(element('h2', title), sample, facts);
  return page;
}

function element<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, text = ''): HTMLElementTagNameMap[Tag] {
  return Object.assign(document.createElement(tag), { textContent: text });
}
