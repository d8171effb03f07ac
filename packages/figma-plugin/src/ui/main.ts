import { connectMain } from './connect.ts';
import './ui.css';

const main = connectMain();
const list = document.body.appendChild(document.createElement('ul'));

async function show(): Promise<void> {
  const { images } = await main.ask({ type: 'scan', scope: { kind: 'selection' } });
  list.replaceChildren(
    ...images.map(({ width, height, uses }) => {
      const item = document.createElement('li');
      item.textContent = `${width} × ${height}, ${uses.length} uses`;
      return item;
    }),
  );
}

main.onSelection(() => void show());
void main.ask({ type: 'ready' }).then(show);
