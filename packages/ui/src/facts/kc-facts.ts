import { formatBytes, lossOf } from '@kcolors/codecs/request';
import { attachShadow, part, setText } from '../element/shadow.ts';
import { fillTexts, onTexts, say } from '../texts/texts.ts';
import style from './kc-facts.css';
import { type Trace, traced } from './trace.ts';
import { drawTrace, traceMarkup } from './trace-chart.ts';
import type { StudioFacts } from './words.ts';
import { lossWords, numberWords, qualityScoreWords, resultWords, savedWords } from './words.ts';

const SAID_AFTER = 700; // ms without a new result, so that screen readers do not read every step of a drag

const markup = `
<section class="facts" data-says="facts">
  <div class="bar"><i></i></div>
  <div class="progress" role="progressbar" data-says="working" aria-valuemin="0" aria-valuemax="100"><i></i></div>
  <p class="sizes"><span class="before"></span><span class="arrow" aria-hidden="true">→</span><strong class="after"></strong><span class="saved"></span></p>
  <p class="kept"><strong data-text="keptTitle"></strong> <span></span></p>
  <div class="loss">
    <span class="words"></span>
    <details><summary><span class="measure"></span><span class="what" aria-hidden="true">?</span></summary>
      <p class="score" data-text="qualityScoreText"></p><p class="numbers"></p><p data-text="numbersText"></p></details>
  </div>
  ${traceMarkup}
  <ul class="notes" data-says="notes"></ul>
  <div class="unseen" role="status" aria-live="polite"></div>
</section>`;

/**
 * `<kc-facts>`: the saving and the loss of a compression. Property `facts`. `progress` is that of the full-size run,
 * 0 to 1, or undefined while none runs.
 */
export class KcFacts extends HTMLElement {
  readonly #root: ShadowRoot = attachShadow(this, style, markup);
  #facts: StudioFacts | undefined;
  #trace: Trace = [];
  #progress: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #forgetTexts: (() => void) | undefined;

  get facts(): StudioFacts | undefined {
    return this.#facts;
  }

  set facts(facts: StudioFacts | undefined) {
    this.#facts = facts;
    if (facts) this.#trace = traced(this.#trace, facts);
    this.#show();
  }

  /** Clears the chart for a new image. */
  forget(): void {
    this.#trace = [];
    drawTrace(this.#root, [], undefined);
  }

  get progress(): number | undefined {
    return this.#progress;
  }

  set progress(progress: number | undefined) {
    this.#progress = progress;
    const bar = part(this.#root, '.progress');
    bar.classList.toggle('runs', progress !== undefined);
    bar.setAttribute('aria-hidden', String(progress === undefined));
    const percent = Math.round(100 * Math.min(1, Math.max(0, progress ?? 0)));
    bar.setAttribute('aria-valuenow', String(percent));
    bar.style.setProperty('--done', `${percent}%`);
  }

  connectedCallback(): void {
    this.#forgetTexts = onTexts(() => this.#show());
    this.progress = this.#progress;
    this.#show();
  }

  disconnectedCallback(): void {
    this.#forgetTexts?.();
    clearTimeout(this.#timer);
  }

  #show(): void {
    fillTexts(this.#root);
    const facts = this.#facts;
    for (const selector of ['.bar', '.sizes', '.loss', '.kept', '.notes']) {
      part(this.#root, selector).hidden = !facts;
    }
    drawTrace(this.#root, facts ? this.#trace : [], facts?.qualityScore?.target);
    clearTimeout(this.#timer);
    if (!facts) return;
    this.#showSizes(facts);
    this.#showLoss(facts);
    const notes = facts.notes.map((note) => {
      const item = document.createElement('li');
      item.textContent = note;
      return item;
    });
    part(this.#root, '.notes').replaceChildren(...notes);
    part(this.#root, '.notes').hidden = notes.length === 0;
    if (!facts.approximate) this.#timer = setTimeout(() => this.#speak(resultWords(facts)), SAID_AFTER);
  }

  #showSizes(facts: StudioFacts): void {
    const { before, after, approximate, outcome } = facts;
    const kept = outcome === 'kept' && !approximate;
    const knowsBefore = before > 0;
    part(this.#root, '.before').textContent = knowsBefore ? formatBytes(before) : '';
    part(this.#root, '.arrow').hidden = !knowsBefore;
    const size = part(this.#root, '.after');
    size.textContent = (approximate ? '≈ ' : '') + formatBytes(after);
    size.title = approximate ? say('estimated') : '';
    part(this.#root, '.saved').textContent = savedWords(facts);
    part(this.#root, '.saved').classList.toggle('good', after < before);
    part(this.#root, '.sizes').hidden = kept;
    part(this.#root, '.kept').hidden = !kept;
    const words = say('keptText', { before: formatBytes(before), after: formatBytes(after) });
    part(this.#root, '.kept span').textContent = words;
    const share = kept || !knowsBefore ? 100 : Math.min(100, (100 * after) / before);
    part(this.#root, '.bar').style.setProperty('--share', `${share}%`);
  }

  #showLoss(facts: StudioFacts): void {
    const kept = facts.outcome === 'kept' && !facts.approximate;
    const loss = part(this.#root, '.loss');
    loss.hidden = kept || Number.isNaN(facts.psnr);
    loss.dataset.loss = lossOf(facts);
    part(this.#root, '.words').textContent = lossWords(facts);
    const score = qualityScoreWords(facts);
    const measure = score || numberWords(facts);
    part(this.#root, '.measure').textContent = measure;
    part(this.#root, '.score').hidden = score === '';
    part(this.#root, '.numbers').hidden = score === '';
    part(this.#root, '.numbers').textContent = numberWords(facts);
    const summary = part(this.#root, 'summary');
    summary.title = score && say('qualityScoreText');
    summary.setAttribute('aria-label', `${measure}. ${say('whatNumbers')}`);
  }

  #speak(words: string): void {
    setText(part(this.#root, '[role=status]'), words);
  }
}
