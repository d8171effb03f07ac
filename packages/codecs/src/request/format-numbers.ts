const UNITS = ['bytes', 'kB', 'MB', 'GB'];

/**
 * Returns a size for display, in powers of 1000 and with two or three digits: `512 bytes`, `8.4 kB`, `61 kB`, `1.2 MB`.
 */
export function formatBytes(bytes: number): string {
  let unit = 0;
  let value = bytes;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  if (unit === 0) return bytes === 1 ? '1 byte' : `${Math.round(bytes)} bytes`;
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${UNITS[unit]}`;
}

/**
 * Returns a fraction as a percentage for display: `42 %`, `4.2 %`, `< 0.1 %`.
 * @param share - 0 to 1
 */
export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent === 0) return '0 %';
  if (percent < 0.1) return '< 0.1 %';
  return `${percent < 9.95 ? Number(percent.toFixed(1)) : Math.round(percent)} %`;
}
