type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * Makes an element with attributes and children. The attribute value `true` means an attribute without a
 * value. False and undefined omit it.
 */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Node | string | undefined)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/** Makes a button that calls `act`. */
export function button(label: string, act: () => unknown, attributes: Attributes = {}): HTMLButtonElement {
  const made = make('button', { type: 'button', class: 'button', ...attributes }, label);
  made.addEventListener('click', () => void act());
  return made;
}

/** Makes a segmented control of radio buttons. Keys that are numbers need an `order`. */
export function segments<Value extends string>(
  label: string,
  choices: Readonly<Record<Value, string>>,
  chosen: Value,
  choose: (value: Value) => void,
  order: readonly Value[] = Object.keys(choices) as Value[],
): HTMLFieldSetElement {
  const name = `choice-${++made}`;
  const options = order.map((value) => {
    const text = choices[value];
    const input = make('input', { type: 'radio', name, value, checked: value === chosen });
    input.addEventListener('change', () => choose(value));
    return make('label', {}, input, make('span', {}, text));
  });
  return make(
    'fieldset',
    { class: 'choice' },
    make('legend', {}, label),
    make('div', { class: 'segments' }, ...options),
  );
}

let made = 0;

/** Makes a labeled check box. */
export function check(label: string, checked: boolean, change: (checked: boolean) => void): HTMLLabelElement {
  const input = make('input', { type: 'checkbox', checked });
  input.addEventListener('change', () => change(input.checked));
  return make('label', { class: 'check' }, input, make('span', {}, label));
}

/** Puts a label above a form control. */
export function field(label: string, control: HTMLElement): HTMLLabelElement {
  return make('label', { class: 'field' }, make('span', {}, label), control);
}
