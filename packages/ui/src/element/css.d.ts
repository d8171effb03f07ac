/** A style sheet as text; the build minifies it. */
declare module '*.css' {
  const text: string;

  // biome-ignore lint/style/noDefaultExport: what a bundler's text loader makes of a file
  export { text as default };
}
