import type { ProtoFile, ProtoOption } from '../../../formats/protobuf/proto-file.ts';
import type { SayProto } from './compare-fields.ts';

/** Options by which generated code comes to lie elsewhere, or is called otherwise. */
const OF_CODE =
  /^(?:go_package|csharp_namespace|objc_class_prefix|php_class_prefix|php_namespace|php_metadata_namespace|ruby_package|swift_prefix|java_(?:package|outer_classname|multiple_files|string_check_utf8)|(?:cc|java|py|php)_generic_services|cc_enable_arenas|optimize_for)$/;

export function compareFiles(was: ProtoFile, is: ProtoFile, { say, isMoved }: { readonly say: SayProto; readonly isMoved: boolean }): void {
  if (isMoved)
    say(
      'package-changed',
      is.packageAt,
      `is of the package ${is.package || 'of no name'}, and was of ${was.package || 'none'}`,
      was.packageAt,
    );
  if (was.syntax !== is.syntax) say('syntax-changed', is.syntaxAt, `is written in ${is.syntax}, and was in ${was.syntax}`, was.syntaxAt);
  for (const name of new Set([...was.options, ...is.options].map((one) => one.name))) {
    const [before, after] = [optionOf(was.options, name), optionOf(is.options, name)];
    const text = `has ${name} = ${after?.value ?? 'nothing'}, and had ${before?.value ?? 'nothing'}`;
    if (OF_CODE.test(name) && before?.value !== after?.value) say('code-moved', after?.at ?? null, text, before?.at);
  }
}

export function valueOf(options: readonly ProtoOption[], name: string): string | null {
  return optionOf(options, name)?.value ?? null;
}

function optionOf(options: readonly ProtoOption[], name: string): ProtoOption | undefined {
  return options.find((one) => one.name === name);
}
