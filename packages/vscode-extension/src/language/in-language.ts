import { l10n } from 'vscode';
import { translate } from './sentences.ts';

/** Translates an English sentence of the codecs into the language of VS Code. */
export const inLanguage = (sentence: string): string =>
  translate(sentence, (l10n.bundle ?? {}) as Record<string, string>);
