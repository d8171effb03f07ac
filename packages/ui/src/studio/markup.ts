const key = (...keys: string[]) => keys.map((each) => `<kbd>${each}</kbd>`).join(' ');

const KEYS = [
  [key('1', '2', '3'), 'keysViews'],
  [key('+', '−', '0'), 'keysZoom'],
  [key('D', 'O', 'P'), 'keysFocus'],
  [key('←', '→', '↑', '↓'), 'keysDivider'],
  [key('L', 'E', 'S', 'M'), 'keysColor'],
  [key('⇧ F10'), 'keysMenu'],
] as const;

const keys = KEYS.map(([list, text]) => `<div><dt>${list}</dt><dd data-text="${text}"></dd></div>`).join('');

/** The shadow tree of `<kc-studio>`. */
export const studioMarkup: string = `
<div class="studio">
  <div class="note" data-phase="empty"><h2 data-text="emptyTitle"></h2><p data-text="emptyText"></p></div>
  <div class="note" data-phase="loading" role="status"><div class="spinner"></div><p class="opening"></p></div>
  <div class="note" data-phase="error"><h2 data-text="errorTitle"></h2><p role="alert" class="error"></p></div>
  <section class="picture" data-phase="ready" data-says="picture">
    <kc-compare fill>
      <canvas slot="before" role="img"></canvas>
      <canvas slot="after" role="img"></canvas>
    </kc-compare>
  </section>
  <section class="panel" data-phase="ready" data-says="options">
    <header><h2 class="name"></h2><span class="dimensions"></span></header>
    <p class="banner" role="alert"></p>
    <div class="animation"><h3 data-text="animationTitle"></h3><p data-text="animationText"></p></div>
    <kc-facts></kc-facts>
    <kc-options></kc-options>
    <div class="colors">
      <h3><span data-text="palette"></span><span class="count"></span></h3>
      <kc-palette editable></kc-palette>
    </div>
    <details class="keyboard"><summary data-text="keyboard"></summary><dl>${keys}</dl></details>
  </section>
  <div class="actions" data-phase="ready" role="group" data-says="actions"></div>
</div>`;
