/** JavaScript and TypeScript by file name, as every tool for them sees it. */
export const JAVASCRIPT_FILE = /\.[cm]?[jt]sx?$/;
