type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** An element with attributes and what is in it. `true` is an attribute without a value, `false` and undefined are none. */
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

/** A button that does something. */
export function button(label: string, act: () => unknown, attributes: Attributes = {}): HTMLButtonElement {
  const made = make('button', { type: 'button', class: 'button', ...attributes }, label);
  made.addEventListener('click', () => void act());
  return made;
}

/** A choice of a few, as radio buttons side by side. */
export function segments<Value extends string>(
  label: string,
  choices: Readonly<Record<Value, string>>,
  chosen: Value,
  choose: (value: Value) => void,
): HTMLFieldSetElement {
  const name = `choice-${++made}`;
  const options = (Object.entries(choices) as [Value, string][]).map(([value, text]) => {
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

/** A check box with its text. */
export function check(label: string, checked: boolean, change: (checked: boolean) => void): HTMLLabelElement {
  const input = make('input', { type: 'checkbox', checked });
  input.addEventListener('change', () => change(input.checked));
  return make('label', { class: 'check' }, input, make('span', {}, label));
}

/** A field with a label above it. */
export function field(label: string, control: HTMLElement): HTMLLabelElement {
  return make('label', { class: 'field' }, make('span', {}, label), control);
}
