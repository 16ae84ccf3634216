import type { AskDefinitions, DefinitionsPlace } from '../tool.ts';
import { askBuf } from './ask-buf.ts';
import { askSmithy } from './ask-smithy.ts';

/** Programs of this machine that know a language of definitions, each asked in a folder of ours that holds definitions and the base commit's settings alone. */
export function askDefinitions(place: DefinitionsPlace): AskDefinitions {
  return (question, request) => (question === 'smithy-valid' ? askSmithy(place, request) : askBuf(place, question, request));
}
