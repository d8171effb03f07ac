// The page of the plugin: shows its window, or runs a quick action without one.
import { openApp } from './app.ts';
import { connectMain } from './connect.ts';
import { make } from './page/make.ts';
import { openMemory } from './page/remembered.ts';
import { messageOf } from './page/words.ts';
import { runQuickAction } from './quick-action.ts';
import { prepareWorkers } from './start-codecs.ts';
import './ui.css';

const main = connectMain();
const packed = document.querySelector('#worker')?.textContent ?? '';

async function start(): Promise<void> {
  const startWorker = prepareWorkers(packed);
  const starting = startWorker();
  const started = await main.ask({ type: 'ready' });
  const memory = openMemory(started.settings, main);
  const codecs = async () => {
    const connection = await starting;
    document.documentElement.dataset.codecs = connection.thread.kind;
    return connection;
  };
  if (started.isHeadless) await runQuickAction({ main, codecs, memory, parameters: started.parameters });
  else {
    const first = await codecs();
    const workshop = first.thread.kind === 'inline' ? first : await startWorker();
    openApp({ main, codecs: first, workshop, started, memory });
  }
}

start().catch((error: unknown) => {
  document.body.replaceChildren(
    make(
      'div',
      { class: 'note' },
      make('h1', {}, 'Something went wrong'),
      make('p', { role: 'alert' }, messageOf(error)),
    ),
  );
});
