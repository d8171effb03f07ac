import { setTexts, TEXTS, type Texts } from '@kcolors/ui/studio';

/** Sets the texts of the elements to the language of VS Code. Translations are keyed by the English text. */
export function setLanguage(translations: Readonly<Record<string, string>>): void {
  const entries = Object.entries(TEXTS).map(([key, english]) => [key, translations[english] ?? english]);
  setTexts(Object.fromEntries(entries) as Partial<Texts>);
}
