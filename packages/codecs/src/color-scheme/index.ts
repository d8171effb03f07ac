// Tint scales, roles and light-dark pairs of palettes.
export { type Contrast, contrastOn, SYMBOL_RATIO, TEXT_RATIO } from './contrast.ts';
export { type Role, type RoleColor, type Scheme, schemeOf } from './roles.ts';
export { type DarkOptions, rolePalette, withDarkColors, withTintScales } from './scheme-palette.ts';
export { TINT_STEPS, type Tint, type TintStep, tintScale } from './tint-scale.ts';
