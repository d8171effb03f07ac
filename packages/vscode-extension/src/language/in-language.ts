import { l10n } from 'vscode';
import { translate } from './sentences.ts';

/** What the codecs say, in the language of VS Code. */
export const inLanguage = (sentence: string): string =>
  translate(sentence, (l10n.bundle ?? {}) as Record<string, string>);
