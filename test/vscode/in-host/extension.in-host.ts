import { commands, extensions, FileType, Uri, workspace } from 'vscode';
import { holds } from './holds.ts';

const extension = extensions.getExtension('kcolors.kcolors-vscode')!;
const [folder] = workspace.workspaceFolders!;

describe('the extension', () => {
  it('activates and registers every command of its manifest', async () => {
    const start = performance.now();
    await extension.activate();
    console.log(`activation: ${Math.round(performance.now() - start)} ms`);
    const declared: { command: string }[] = extension.packageJSON.contributes.commands;
    const registered = await commands.getCommands(true);
    holds(declared.length > 0, 'no command is declared');
    for (const { command } of declared) holds(registered.includes(command), `${command} is not registered`);
  });

  it('compresses by command, with the settings of the folder, and hands back what happened', async () => {
    const image = Uri.joinPath(folder!.uri, 'cat.webp');
    const before = (await workspace.fs.readFile(image)).length;
    await workspace.getConfiguration('kcolors', folder).update('colors', 8);
    const [report] = await commands.executeCommand<readonly { status: string; after: number }[]>(
      'kcolors.compress',
      image,
      [image],
    );
    holds(report?.status === 'compressed', `the status is ${report?.status}`);
    const { length } = await workspace.fs.readFile(image);
    holds(
      length === report.after && length < before,
      `${before} → ${length} bytes, told were ${report.after}`,
    );
  });

  it('says which setting is wrong, and leaves the image alone', async () => {
    const image = Uri.joinPath(folder!.uri, 'cat.webp');
    const before = (await workspace.fs.stat(image)).mtime;
    const settings = workspace.getConfiguration('kcolors', folder);
    await settings.update('colors', 1000);
    const [report] = await commands.executeCommand<readonly { status: string; notes: string[] }[]>(
      'kcolors.compress',
      image,
      [image],
    );
    await settings.update('colors', undefined);
    const expected = 'Setting kcolors.colors: expected an integer from 2 to 256 but found 1000.';
    holds(report?.status === 'failed' && report.notes.join() === expected, JSON.stringify(report));
    holds((await workspace.fs.stat(image)).mtime === before, 'the image was written');
  });

  it('leaves no other file in the folder', async () => {
    const entries = await workspace.fs.readDirectory(folder!.uri);
    const names = entries.filter(([, type]) => type === FileType.File).map(([name]) => name);
    holds(names.join() === 'cat.webp', `there are ${names.join()}`);
  });
});
