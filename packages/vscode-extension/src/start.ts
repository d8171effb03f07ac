import { commands, type ExtensionContext, window, workspace } from 'vscode';
import { applyPalette } from './commands/apply-palette.ts';
import { compress } from './commands/compress.ts';
import { convertPaletteFile } from './commands/convert-palette.ts';
import { restoreOriginal, undoLastBatch } from './commands/restore.ts';
import { openFinished } from './compress/finished.ts';
import { openOwnResults } from './compress/own-results.ts';
import type { Host } from './host.ts';
import { registerHover } from './hover/register.ts';
import { openOriginals } from './originals/originals.ts';
import { openPaletteLibrary } from './palette/load.ts';
import { openRecentPalettes } from './palette/recent.ts';
import { registerPaletteView } from './palette-view/register.ts';
import { registerPreview } from './preview/register.ts';
import { openReports } from './report/show.ts';
import type { Services } from './services.ts';
import { integer } from './settings.ts';
import { registerTools } from './tools/register.ts';
import { openWorkers } from './workers/workers.ts';

const CONCURRENCY = integer(0, 16);
const MAX_THREADS = 4; // default maximum: every image in work takes memory

/** Registers everything that the manifest declares. Loads and starts nothing before it is needed. */
export function start(context: ExtensionContext, host: Host): void {
  const { extensionUri, globalState, globalStorageUri, subscriptions } = context;
  const threads = () => {
    const asked = workspace.getConfiguration('kcolors').get<unknown>('concurrency');
    return CONCURRENCY.test(asked) && asked ? (asked as number) : Math.min(MAX_THREADS, host.cores);
  };
  const services: Services = {
    host,
    log: window.createOutputChannel('kcolors', { log: true }),
    reports: openReports(),
    paletteLibrary: openPaletteLibrary(host, extensionUri),
    recentPalettes: openRecentPalettes(globalState),
    workers: openWorkers(host.threadScript(extensionUri), threads),
    originals: openOriginals(globalStorageUri),
    finished: openFinished(globalState),
    results: openOwnResults(globalState),
  };
  const command = (name: string, run: (...args: unknown[]) => unknown) =>
    commands.registerCommand(`kcolors.${name}`, run);
  subscriptions.push(
    services.log,
    services.reports,
    services.workers,
    command('compress', (...args) => compress(services, args)),
    command('applyPalette', (...args) => applyPalette(services, args)),
    command('convertPalette', (...args) => convertPaletteFile(services, args)),
    command('restoreOriginal', (...args) => restoreOriginal(services, args)),
    command('undoLastBatch', () => undoLastBatch(services)),
    command('showReport', () => services.reports.show()),
    command('showLog', () => services.log.show()),
    registerHover(services),
    ...registerPreview(context, services),
    ...registerPaletteView(context, services),
    ...registerTools(services),
  );
}
