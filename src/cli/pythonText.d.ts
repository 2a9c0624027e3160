/** A Python file in base64: esbuild bundles it so. */
declare module '*.py' {
  const base64: string;
  export default base64;
}
