import type { Uri } from 'vscode';

/** An argument that VS Code passes to a command. */
type Argument = unknown;

/**
 * Returns the files and folders that a command was called on.
 * The Explorer passes the clicked item, then the whole selection. Source control passes resources or a group
 * of them. Title bars pass the editor's file. The Command Palette passes nothing.
 */
export function targetsOf(args: readonly Argument[]): Uri[] {
  const found = new Map<string, Uri>();
  for (const arg of args) for (const uri of urisIn(arg)) found.set(uri.toString(), uri);
  return [...found.values()];
}

function urisIn(arg: Argument): readonly Uri[] {
  if (Array.isArray(arg)) return arg.flatMap(urisIn);
  if (typeof arg !== 'object' || arg === null) return [];
  if ('resourceStates' in arg) return urisIn(arg.resourceStates);
  if ('resourceUri' in arg) return urisIn(arg.resourceUri);
  return isUri(arg) ? [arg] : [];
}

function isUri(arg: object): arg is Uri {
  return 'scheme' in arg && 'path' in arg && 'with' in arg;
}
