const UNITS = ['bytes', 'kB', 'MB', 'GB'];

/** `512 bytes`, `8.4 kB`, `61 kB`, `1.2 MB`: powers of 1000, two or three digits. */
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
