import { setTexts, TEXTS, type Texts } from '@kcolors/ui/studio';

/** Has the elements speak the language of VS Code; by the English texts. */
export function setLanguage(translations: Readonly<Record<string, string>>): void {
  const entries = Object.entries(TEXTS).map(([key, english]) => [key, translations[english] ?? english]);
  setTexts(Object.fromEntries(entries) as Partial<Texts>);
}
