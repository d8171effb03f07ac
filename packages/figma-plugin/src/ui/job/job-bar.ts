// The bar at the bottom of the page: the start button, then the progress, then the outcome.
import type { MainConnection } from '../connect.ts';
import { isAbort } from '../page/abort.ts';
import { button, make } from '../page/make.ts';
import { count, messageOf, wordsOfLeft, wordsOfSkipped, wordsOfTotals } from '../page/words.ts';
import type { Progress, Report } from './reduce-images.ts';

export interface JobBar {
  readonly root: HTMLElement;
  /** Sets the label of the button; '' hides it. Without `run`, the button is disabled. */
  offer(label: string, run: Run | undefined): void;
}

/** Does the job and returns its report. */
type Run = (signal: AbortSignal, onProgress: (progress: Progress) => void) => Promise<Report>;

export function createJobBar(main: MainConnection, onDone: () => void): JobBar {
  let offered: Run | undefined;
  let running: AbortController | undefined;
  const start = button('', () => offered && go(offered), { class: 'button primary start' });
  const bar = make('progress', { max: 1, value: 0, 'aria-label': 'Progress' });
  const words = make('p', { class: 'doing' });
  const cancel = button('Cancel', () => running?.abort(), { class: 'button' });
  const working = make('div', { class: 'working' }, words, cancel, bar);
  const outcome = make('div', { class: 'outcome', role: 'status' });
  const root = make('footer', { class: 'job' }, outcome, working, start);
  outcome.hidden = true;

  /** A run and its outcome stay visible for any selection and in every tab. */
  const layout = () => {
    const isOffered = start.textContent !== '';
    working.hidden = !running;
    start.hidden = !isOffered || running !== undefined;
    root.hidden = !isOffered && !running && outcome.hidden;
  };
  layout();

  const show = (...parts: Node[]) => {
    outcome.replaceChildren(...parts, dismiss());
    outcome.hidden = false;
  };
  const dismiss = () =>
    button('×', () => close(), { class: 'button icon dismiss', 'aria-label': 'Close', title: 'Close' });
  const close = () => {
    outcome.hidden = true;
    layout();
    if (!start.hidden) start.focus();
  };

  const go = async (run: Run) => {
    running = new AbortController();
    const { signal } = running;
    outcome.hidden = true;
    layout();
    bar.value = 0;
    words.textContent = 'Starting';
    cancel.focus();
    try {
      const report = await run(signal, ({ index, total, name, done }) => {
        bar.value = done;
        const text = `${index + 1} of ${total} · ${name}`;
        if (words.textContent !== text) words.textContent = text;
      });
      show(...wordsOfReport(report, main, onDone));
      if (report.images > 0)
        await main.ask({
          type: 'notify',
          message: wordsOfTotals(report),
          isError: false,
          offersRestore: true,
        });
    } catch (error) {
      if (signal.aborted || isAbort(error)) show(make('p', {}, 'Canceled. Nothing was changed.'));
      else show(make('p', { class: 'wrong', role: 'alert' }, messageOf(error)));
    } finally {
      running = undefined;
      layout();
      if (document.activeElement === document.body || document.activeElement === cancel) start.focus();
      onDone();
    }
  };

  return {
    root,
    offer(label, run) {
      offered = run;
      start.textContent = label;
      start.disabled = run === undefined;
      layout();
    },
  };
}

function wordsOfReport(report: Report, main: MainConnection, onDone: () => void): Node[] {
  const { images, left, skipped, nodeIds, copies } = report;
  const nothing = 'Nothing was changed.';
  const head = make('p', { class: 'total' }, images > 0 ? wordsOfTotals(report) : nothing);
  const notes = [
    ...(copies > 0 ? [`${count(copies, 'copy')} beside the original.`.replace('copys', 'copies')] : []),
    ...wordsOfLeft(left),
    ...wordsOfSkipped(skipped),
  ];
  const list = notes.length > 0 ? [make('ul', {}, ...notes.map((text) => make('li', {}, text)))] : [];
  if (images === 0 || copies > 0) return [head, ...list];
  const restore = button('Restore', async () => {
    restore.disabled = true;
    try {
      const { paints } = await main.ask({ type: 'restore', scope: { kind: 'nodes', ids: [...nodeIds] } });
      head.textContent = `${count(paints, 'original')} restored.`;
      restore.remove();
      onDone();
    } catch (error) {
      restore.disabled = false;
      head.textContent = messageOf(error);
    }
  });
  return [make('div', { class: 'headline' }, head, restore), ...list];
}
