import theme from './theme.css';

/** Gives an element its shadow tree: the shared theme, the sheets of the element, and its markup. */
export function attachShadow(host: HTMLElement, css: string | readonly string[], markup: string): ShadowRoot {
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [theme, ...[css].flat()].map(sheetOf);
  root.innerHTML = markup;
  return root;
}

const sheets = new Map<string, CSSStyleSheet>();

/** One style sheet per text, however many elements use it. */
function sheetOf(css: string): CSSStyleSheet {
  let sheet = sheets.get(css);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    sheets.set(css, sheet);
  }
  return sheet;
}

/** The element of a class in a shadow tree that is known to hold it. */
export function part<T extends Element = HTMLElement>(root: ShadowRoot, selector: string): T {
  return root.querySelector<T>(selector)!;
}

/** Changes a text only where it is another: what is put again into a live region would be read again. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
