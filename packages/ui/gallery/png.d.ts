/** A picture as a data URL. */
declare module '*.png' {
  const url: string;

  // biome-ignore lint/style/noDefaultExport: what a bundler's loader makes of a file
  export { url as default };
}
