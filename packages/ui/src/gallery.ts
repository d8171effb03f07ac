// The script of gallery.html: defines the components and fills what the page cannot say in markup.
import { defineElements } from './define.ts';
import type { KcPalette } from './kc-palette.ts';

defineElements();

for (const canvas of document.querySelectorAll<HTMLCanvasElement>('#canvas canvas')) {
  const context = canvas.getContext('2d')!;
  const steps = canvas.slot === 'before' ? canvas.width : 4;
  for (let x = 0; x < canvas.width; x++) {
    const hue = 200 + (120 * Math.floor((x * steps) / canvas.width)) / steps;
    context.fillStyle = `hsl(${hue} 70% 55%)`;
    context.fillRect(x, 0, 1, canvas.height);
  }
}

const hexOf = (i: number) => `#${((i * 0x01fd37 + 0x204060) & 0xffffff).toString(16).padStart(6, '0')}`;
document.querySelector<KcPalette>('#dense')!.colors = Array.from({ length: 128 }, (_, i) => ({
  hex: hexOf(i),
  share: (2 * (128 - i)) / (128 * 129),
}));
