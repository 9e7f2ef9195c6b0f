declare const __APP_VERSION__: string;

/** A module and all that it imports, built into one script, as text; see `vite.config.ts`. */
declare module '*?program' {
  const text: string;
  export default text;
}
