/** How the plugin was started: from the menu, by a relaunch button, or as a quick action with parameters. */
export interface Run {
  readonly command: string;
  readonly parameters: Record<string, string>;
  /** Whether the plugin runs without a visible window. */
  readonly isHeadless: boolean;
}

export function readRun({ command, parameters }: RunEvent): Run {
  const given = Object.entries(parameters ?? {}).filter(([, value]) => value !== undefined && value !== '');
  return {
    command: command ?? '',
    parameters: Object.fromEntries(given.map(([key, value]) => [key, String(value)])),
    isHeadless: given.length > 0,
  };
}
