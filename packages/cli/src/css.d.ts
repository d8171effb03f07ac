/** Style sheets that the bundler collects for a script. */
declare module '*.css';
