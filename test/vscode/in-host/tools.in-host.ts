import { CancellationTokenSource, LanguageModelTextPart, lm, Uri, workspace } from 'vscode';
import { holds } from './holds.ts';

const [folder] = workspace.workspaceFolders!;
const image = () => Uri.joinPath(folder!.uri, 'cat.webp');

/** Calls a tool as a language model does, and returns its text answer. */
async function call(tool: string, input: object): Promise<string> {
  const { token } = new CancellationTokenSource();
  const { content } = await lm.invokeTool(tool, { input, toolInvocationToken: undefined }, token);
  return content.map((part) => (part instanceof LanguageModelTextPart ? part.value : '')).join('');
}

/** The error message of a failing call. */
async function failureOf(tool: string, input: object): Promise<string> {
  return call(tool, input).then(
    (answer) => `no failure: ${answer}`,
    (error: Error) => error.message,
  );
}

describe('the tools for language models', () => {
  it('are known by the names of the manifest', () => {
    const names = lm.tools.map(({ name }) => name);
    for (const name of ['kcolors_compress_image', 'kcolors_extract_palette']) {
      holds(names.includes(name), `${name} is not among ${names.join()}`);
    }
  });

  it('find the main colors of an image, by its path in the workspace', async () => {
    const palette = JSON.parse(await call('kcolors_extract_palette', { path: 'cat.webp', colors: 5 }));
    holds(palette.length === 5, `${palette.length} colors`);
    const shares = palette.map(({ share }: { share: number }) => share);
    const sum = shares.reduce((one: number, other: number) => one + other, 0);
    holds(Math.abs(sum - 1) < 0.01, `the shares are ${shares}`);
    holds(
      [...shares].sort((one, other) => other - one).join() === shares.join(),
      `not the largest first: ${shares}`,
    );
    for (const { hex } of palette) holds(/^#[0-9a-f]{6}$/.test(hex), hex);
  });

  it('compress an image with what the model asks for, and say what came of it', async () => {
    const before = (await workspace.fs.readFile(image())).length;
    const answer = await call('kcolors_compress_image', { paths: ['cat.webp'], colors: 4 });
    const after = (await workspace.fs.readFile(image())).length;
    holds(after < before, `${before} → ${after} bytes`);
    holds(answer.includes(`${before} → ${after} bytes`), answer);
  });

  it('say what was expected when there is no such file', async () => {
    const message = await failureOf('kcolors_extract_palette', { path: 'nowhere.png' });
    holds(message.includes('There is no file nowhere.png'), message);
  });
});
