import { addToRecord, RECORD_KEY, type RecordEntry, readRecord, writeRecord } from './record.ts';

/** Relaunch buttons of a node that can be restored, by the commands of the manifest. */
const buttonsFor = (entries: readonly RecordEntry[]) => ({
  ...(entries.some(({ unshrunk }) => unshrunk === undefined)
    ? { 'adjust-colors': 'Choose other colors' }
    : { 'adjust-size': 'Choose another size' }),
  'restore-selection': 'Restore the original image',
});

export const recordOf = (node: SceneNode): RecordEntry[] => readRecord(node.getPluginData(RECORD_KEY));

/** Stores the record in the node. Throws when it exceeds Figma's size limit. */
export function keepRecord(node: SceneNode, entries: readonly RecordEntry[]): void {
  node.setPluginData(RECORD_KEY, writeRecord(entries));
  try {
    node.setRelaunchData(entries.length > 0 ? buttonsFor(entries) : {});
  } catch {
    // Some editors and layers have no relaunch buttons. The menu has the same commands.
  }
}

export const withEntries = (record: readonly RecordEntry[], added: readonly RecordEntry[]): RecordEntry[] =>
  added.reduce<RecordEntry[]>((entries, one) => addToRecord(entries, one), [...record]);
