declare module 'virtual:engine' {
  /** The script of the explorer's worker: gzip, in base64. */
  const zipped: string;
  export default zipped;
}
