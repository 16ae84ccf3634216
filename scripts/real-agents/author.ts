import type { Reply } from './dialect.ts';
import type { Question } from './model-server.ts';

type Files = Readonly<Record<string, string>>;
type Call = NonNullable<Reply['call']>;

/** How each agent's tool for writing a file is called. */
const WRITERS: Readonly<Record<string, (file: { readonly path: string; readonly content: string }) => Call>> = {
  Write: ({ path, content }) => ({ name: 'Write', args: { file_path: path, content } }),
  write: ({ path, content }) => ({ name: 'write', args: { filePath: path, content } }),
  write_file: ({ path, content }) => ({ name: 'write_file', args: { file_path: path, content } }),
  exec_command: ({ path, content }) => ({ name: 'exec_command', args: { cmd: heredoc(path, content) } }),
  shell_command: ({ path, content }) => ({ name: 'shell_command', args: { command: heredoc(path, content) } }),
  shell: ({ path, content }) => ({ name: 'shell', args: { command: ['sh', '-c', heredoc(path, content)] } }),
  bash: ({ path, content }) => ({ name: 'bash', args: { command: heredoc(path, content), description: 'Write a file' } }),
};

/** Of the opening of a repair's prompt. */
const REPAIR = 'The change you made was stopped';

/** What Gemini CLI wants to know about its own next step. */
const CHOICE = JSON.stringify({
  reasoning: 'It is simple.',
  next_speaker: 'user',
  complexity_reasoning: 'It is simple.',
  complexity_score: 10,
  model_choice: 'flash',
});

/** A model that writes the first files when it is asked first, and the second when the gate sent the change back. */
export function author({ first, second }: { readonly first: Files; readonly second: Files }): (question: Question) => Reply {
  const left = { first: Object.entries(first), second: Object.entries(second) };
  return ({ tools, text }) => {
    const writer = Object.entries(WRITERS).find(([name]) => tools.includes(name))?.[1];
    // What is asked without tools is for a title, a summary, or which model to take.
    if (writer === undefined) return { text: text.includes('"responseMimeType":"application/json"') ? CHOICE : 'Say goodbye', call: null };
    const isRepair = text.includes(REPAIR);
    const [path, content] = left[isRepair ? 'second' : 'first'].shift() ?? [];
    if (path === undefined || content === undefined) return { text: 'Done.', call: null };
    const folder = /\/[^\s"'`\\:()<>]*\/workspaces\/run-[\w-]+/.exec(text)?.[0];
    return { text: `Writing ${path}.`, call: writer({ path: folder === undefined ? path : `${folder}/${path}`, content }) };
  };
}

function heredoc(path: string, content: string): string {
  return `mkdir -p "$(dirname ${path})" && cat > ${path} <<'END_OF_FILE'\n${content}END_OF_FILE`;
}
