/** What every compiler of protobuf brings along, by the name of its file below `google/protobuf/`. */
const TYPES: Readonly<Record<string, string>> = {
  any: 'Any',
  api: 'Api Method Mixin',
  cpp_features: 'CppFeatures',
  descriptor:
    'FileDescriptorSet FileDescriptorProto DescriptorProto ExtensionRangeOptions FieldDescriptorProto OneofDescriptorProto ' +
    'EnumDescriptorProto EnumValueDescriptorProto ServiceDescriptorProto MethodDescriptorProto FileOptions MessageOptions FieldOptions ' +
    'OneofOptions EnumOptions EnumValueOptions ServiceOptions MethodOptions UninterpretedOption FeatureSet FeatureSetDefaults ' +
    'SourceCodeInfo GeneratedCodeInfo Edition SymbolVisibility',
  duration: 'Duration',
  empty: 'Empty',
  field_mask: 'FieldMask',
  go_features: 'GoFeatures',
  java_features: 'JavaFeatures',
  source_context: 'SourceContext',
  struct: 'Struct Value ListValue NullValue',
  timestamp: 'Timestamp',
  type: 'Type Field Enum EnumValue Option Syntax',
  wrappers: 'DoubleValue FloatValue Int64Value UInt64Value Int32Value UInt32Value BoolValue StringValue BytesValue',
};

/** The types of a file that every compiler brings along, by their whole names; null where it is another file. */
export function wellKnownTypes(imported: string): readonly string[] | null {
  const name = /^google\/protobuf\/(\w+)\.proto$/.exec(imported)?.[1] ?? '';
  return Object.hasOwn(TYPES, name) ? (TYPES[name] ?? '').split(' ').map((type) => `google.protobuf.${type}`) : null;
}
