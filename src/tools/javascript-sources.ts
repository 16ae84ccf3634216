import { executableLines } from '../formats/v8-coverage/executable-lines.ts';
import type { SourceLines } from './tool.ts';

/** JavaScript and TypeScript, whatever runs it. */
export const javaScriptSources: SourceLines = {
  isSource: (path) => /\.[cm]?[jt]sx?$/.test(path) && !/\.d\.([^./]+\.)?[cm]?ts$/.test(path),
  linesThatRun: executableLines,
};
