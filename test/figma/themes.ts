// Theme colors that Figma provides to plugin pages, from
// https://developers.figma.com/docs/plugins/css-variables.

/** Light and dark value of each token. */
const TOKENS: Readonly<Record<string, readonly [string, string]>> = {
  bg: ['#ffffff', '#2c2c2c'],
  'bg-secondary': ['#f5f5f5', '#383838'],
  'bg-tertiary': ['#e6e6e6', '#444444'],
  'bg-hover': ['#f5f5f5', '#383838'],
  'bg-pressed': ['#e6e6e6', '#444444'],
  'bg-selected': ['#e5f4ff', '#4a5878'],
  'bg-disabled': ['#d9d9d9', '#757575'],
  'bg-brand': ['#0d99ff', '#0c8ce9'],
  'bg-brand-hover': ['#007be5', '#0a6dc2'],
  'bg-brand-pressed': ['#007be5', '#0a6dc2'],
  'bg-brand-tertiary': ['#e5f4ff', '#394360'],
  'bg-danger': ['#f24822', '#e03e1a'],
  'bg-danger-tertiary': ['#ffe2e0', '#4f3431'],
  'bg-success': ['#14ae5c', '#198f51'],
  'bg-warning': ['#ffcd29', '#f3c11b'],
  'bg-warning-tertiary': ['#fff1c2', '#4d4021'],
  text: ['#000000e5', '#ffffff'],
  'text-secondary': ['#00000080', '#ffffffb2'],
  'text-tertiary': ['#0000004d', '#ffffff66'],
  'text-disabled': ['#0000004d', '#ffffff66'],
  'text-brand': ['#007be5', '#7cc4f8'],
  'text-danger': ['#dc3412', '#fca397'],
  'text-success': ['#009951', '#79d297'],
  'text-warning': ['#b86200', '#f7d15f'],
  'text-onbrand': ['#ffffff', '#ffffff'],
  'text-ondanger': ['#ffffff', '#ffffff'],
  'text-onselected': ['#000000e5', '#ffffff'],
  icon: ['#000000e5', '#ffffff'],
  'icon-secondary': ['#00000080', '#ffffffb2'],
  'icon-tertiary': ['#0000004d', '#ffffff66'],
  'icon-brand': ['#007be5', '#7cc4f8'],
  'icon-danger': ['#dc3412', '#fca397'],
  'icon-onbrand': ['#ffffff', '#ffffff'],
  border: ['#e6e6e6', '#444444'],
  'border-strong': ['#2c2c2c', '#ffffff'],
  'border-brand': ['#bde3ff', '#105cad'],
  'border-brand-strong': ['#007be5', '#7cc4f8'],
  'border-selected': ['#0d99ff', '#0c8ce9'],
  'border-selected-strong': ['#007be5', '#7cc4f8'],
  'border-danger': ['#ffc7c2', '#803226'],
  'border-danger-strong': ['#dc3412', '#fca397'],
};

export type Theme = 'light' | 'dark';

export function styleOf(theme: Theme): string {
  const column = theme === 'light' ? 0 : 1;
  const lines = Object.entries(TOKENS).map(([name, values]) => `--figma-color-${name}: ${values[column]};`);
  return `:root { ${lines.join(' ')} }`;
}
