/** A Python file, as its text: esbuild bundles it so. */
declare module '*.py' {
  const text: string;
  export default text;
}
