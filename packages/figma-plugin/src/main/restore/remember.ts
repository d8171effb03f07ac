import { addToRecord, RECORD_KEY, type RecordEntry, readRecord, writeRecord } from './record.ts';

/** The buttons that Figma shows for a node that can be restored, by the commands of the manifest. */
const BUTTONS = { reduce: 'Choose other colors', 'restore-selection': 'Restore the original image' };

export const recordOf = (node: SceneNode): RecordEntry[] => readRecord(node.getPluginData(RECORD_KEY));

/** Throws when Figma does not keep that much. */
export function keepRecord(node: SceneNode, entries: readonly RecordEntry[]): void {
  node.setPluginData(RECORD_KEY, writeRecord(entries));
  try {
    node.setRelaunchData(entries.length > 0 ? BUTTONS : {});
  } catch {
    // Not all editors have such buttons, nor all layers; the menu does the same.
  }
}

export const withEntries = (record: readonly RecordEntry[], added: readonly RecordEntry[]): RecordEntry[] =>
  added.reduce<RecordEntry[]>((entries, one) => addToRecord(entries, one), [...record]);
