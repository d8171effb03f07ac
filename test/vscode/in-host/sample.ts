import { env, workspace } from 'vscode';

const assert = (holds: unknown, message: string) => {
  if (!holds) throw new Error(message);
};

describe('the workspace', () => {
  it('is open', async () => {
    const [folder] = workspace.workspaceFolders ?? [];
    assert(folder, 'no folder');
    console.log(folder!.uri.toString(), env.appHost);
    const files = await workspace.fs.readDirectory(folder!.uri);
    assert(files.length === 1, `${files.length} files`);
    assert(!files.some(([name]) => name === 'bad.png'), 'a bad file');
  });
});
