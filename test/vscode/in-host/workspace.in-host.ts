import { commands, type Hover, type MarkdownString, Position, Uri, workspace } from 'vscode';
import { holds } from './holds.ts';

const [folder] = workspace.workspaceFolders!;
const site = Uri.joinPath(folder!.uri, 'site');
const outside = Uri.joinPath(folder!.uri, '..', 'outside', 'secret.png');

interface Report {
  readonly name: string;
  readonly status: string;
  readonly notes: readonly string[];
}

const compress = (uri: Uri) =>
  commands.executeCommand<readonly Report[] | undefined>('kcolors.compress', uri, [uri]);

/** Compresses the images of a folder. Returns their file names, without folders. */
async function imagesOf(uri: Uri): Promise<string> {
  const reports = (await compress(uri)) ?? [];
  for (const { name, notes, status } of reports) {
    holds(status === 'compressed' || status === 'kept', `${name}: ${status} ${notes.join(' ')}`);
  }
  return reports.map(({ name }) => name.slice(name.lastIndexOf('/') + 1)).join();
}

/** The text of the hover on a line of the page. */
async function hoverAt(line: number): Promise<string> {
  const page = Uri.joinPath(site, 'docs', 'page.md');
  await workspace.openTextDocument(page);
  const place = new Position(line, 20);
  const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', page, place);
  const texts = hovers.flatMap(({ contents }) => contents.map((each) => (each as MarkdownString).value));
  return texts.filter((text) => text.includes('command:kcolors.')).join();
}

describe('a workspace', () => {
  it('gives the images of a folder, but not what git ignores, nor links', async () => {
    const names = `a.png,cat (1)].png,${'猫'.repeat(75)}.png,moving.gif`;
    const found = await imagesOf(site);
    holds(found === names, found);
    const chosen = await imagesOf(Uri.joinPath(site, 'dist', 'app'));
    holds(chosen === 'c.png', `of an ignored folder that was chosen: ${chosen}`);
    const [report] = (await compress(Uri.joinPath(site, 'b.raw.png'))) ?? [];
    holds(report?.status === 'compressed', `an ignored file that was chosen: ${report?.status}`);
    const settings = workspace.getConfiguration('kcolors', site);
    await settings.update('excludeGitIgnore', false);
    const all = await imagesOf(site);
    await settings.update('excludeGitIgnore', undefined);
    holds(all.split(',').length === 7, all);
  });

  it('is all that hovers are about, and their links work for every name', async () => {
    const text = await hoverAt(0);
    const [, query] = /\[Compress\]\(command:kcolors\.compress\?([^\s()]+)\)/.exec(text) ?? [];
    const [{ path }] = JSON.parse(decodeURIComponent(query ?? '[{}]'));
    holds(path === Uri.joinPath(site, 'cat (1)].png').path, `${path} in ${text}`);
    for (const line of [1, 2, 3, 4])
      holds((await hoverAt(line)) === '', `line ${line}: ${await hoverAt(line)}`);
    const animation = await hoverAt(5);
    holds(
      /This animation stays unchanged/.test(animation) && !/kcolors\.compress/.test(animation),
      animation,
    );
  });

  it('has results beside images, which replace nothing but earlier ones', async () => {
    const results = Uri.joinPath(folder!.uri, 'results');
    const settings = workspace.getConfiguration('kcolors', results);
    const said = async (name: string) => {
      const [report] = (await compress(Uri.joinPath(results, name))) ?? [];
      return `${report?.status}: ${report?.notes.join(' ')}`;
    };
    const taken = Uri.joinPath(results, 'photo.min.png');
    const before = await workspace.fs.readFile(taken);
    await settings.update('output', 'suffix');
    const refused = await said('photo.png');
    holds(refused.includes('photo.min.png already exists'), refused);
    holds((await workspace.fs.readFile(taken)).join() === before.join(), 'another picture was replaced');
    for (const colors of [16, 4]) {
      await settings.update('colors', colors);
      const done = await said('other.png');
      holds(done.startsWith('compressed'), `${colors} colors: ${done}`);
    }
    await settings.update('output', 'folder');
    await settings.update('folder', './');
    const wrong = await said('other.png');
    holds(wrong.startsWith('failed: Setting kcolors.folder: expected a folder below'), wrong);
    for (const name of ['output', 'folder', 'colors']) await settings.update(name, undefined);
  });

  it('ends where links in documents and on the disk lead out', async () => {
    const before = await workspace.fs.readFile(outside);
    for (const uri of [outside, Uri.joinPath(site, 'link.png'), Uri.joinPath(outside, '..')]) {
      const reports = await compress(uri).then(undefined, () => undefined); // tests cannot answer
      holds(reports === undefined, `${uri.path}: ${JSON.stringify(reports)}`);
    }
    const now = await workspace.fs.readFile(outside);
    holds(now.join() === before.join(), 'a file outside of the workspace was written');
  });
});
