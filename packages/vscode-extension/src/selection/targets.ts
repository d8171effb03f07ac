import type { Uri } from 'vscode';

/** What VS Code hands to a command, however it was called. */
type Argument = unknown;

/**
 * The files and folders that a command was called on. The Explorer gives the clicked one and then the whole selection;
 * source control gives its resources or a group of them; title bars give the file of their editor; the palette nothing.
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
