import theme from './theme.css';

/** Attaches a shadow tree with the shared theme, the element's style sheets and its markup. */
export function attachShadow(host: HTMLElement, css: string | readonly string[], markup: string): ShadowRoot {
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [theme, ...[css].flat()].map(sheetOf);
  root.innerHTML = markup;
  return root;
}

const sheets = new Map<string, CSSStyleSheet>();

/** Returns one style sheet per text, shared by all elements. */
function sheetOf(css: string): CSSStyleSheet {
  let sheet = sheets.get(css);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    sheets.set(css, sheet);
  }
  return sheet;
}

/** Returns the element that matches a selector. The shadow tree has to contain it. */
export function part<T extends Element = HTMLElement>(root: ShadowRoot, selector: string): T {
  return root.querySelector<T>(selector)!;
}

/** Sets a text only if it differs: screen readers read a live region again after each change. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
