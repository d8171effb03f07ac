/** Style sheets that the bundler collects beside a script. */
declare module '*.css';
