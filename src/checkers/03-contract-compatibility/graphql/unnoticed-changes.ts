import { type GraphQLSchema, isInputObjectType } from 'graphql';

interface Breaking {
  readonly type: string;
  readonly description: string;
}

/** What breaks and graphql's own comparison does not look at. */
export function unnoticedChanges(base: GraphQLSchema, head: GraphQLSchema): readonly Breaking[] {
  const found: Breaking[] = [];
  for (const [name, was] of Object.entries(base.getTypeMap())) {
    const is = head.getType(name);
    if (isInputObjectType(was) && isInputObjectType(is) && !isOneOf(was) && isOneOf(is))
      found.push({ type: 'ONE_OF_ADDED', description: `${name} takes only one of its fields now (@oneOf).` });
  }
  for (const was of base.getDirectives()) {
    const is = head.getDirective(was.name);
    for (const { name, type } of was.args) {
      const now = is?.args.find((one) => one.name === name)?.type.toString();
      // What may be left out may be more than what may not.
      if (now !== undefined && now !== type.toString() && `${now}!` !== type.toString())
        found.push({
          type: 'DIRECTIVE_ARG_CHANGED',
          description: `@${was.name} has changed its argument ${name} from ${type.toString()} to ${now}.`,
        });
    }
  }
  return found;
}

function isOneOf({
  astNode,
}: {
  readonly astNode?: { readonly directives?: readonly { readonly name: { readonly value: string } }[] | undefined } | null | undefined;
}): boolean {
  return astNode?.directives?.some(({ name }) => name.value === 'oneOf') === true;
}
