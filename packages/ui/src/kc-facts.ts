import type { StudioFacts } from './studio-types.ts';

/** `<kc-facts>`: what a compression gains and loses. */
export class KcFacts extends HTMLElement {
  #facts: StudioFacts | undefined;

  get facts(): StudioFacts | undefined {
    return this.#facts;
  }

  set facts(facts: StudioFacts | undefined) {
    this.#facts = facts;
  }
}
