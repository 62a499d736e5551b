import type { TfjsNode } from "./graph-model.js";
import { fieldsOf, listOf, textOf } from "./json.js";

/** The protobuf JSON mapping of an attribute: its value stands under the letter of its kind. */
type AttributeJson = { readonly [P in "list" | "s" | "b"]?: unknown };

function attributeOf(node: TfjsNode, name: string): AttributeJson | undefined {
  const raw = node.attributes[name];
  return raw === undefined ? undefined : fieldsOf(raw, `${node.name}.${name}`);
}

/** An attribute of whole numbers, which the JSON mapping writes as texts. */
export function integersAttribute(node: TfjsNode, name: string): readonly number[] | undefined {
  const list = attributeOf(node, name)?.list;
  if (list === undefined) return undefined;
  return listOf(fieldsOf<"i">(list, name).i ?? [], name).map(Number);
}

/** An attribute of one text, which the JSON mapping writes as base64. */
export function textAttribute(node: TfjsNode, name: string): string | undefined {
  const value = attributeOf(node, name)?.s;
  return value === undefined ? undefined : atob(textOf(value, name));
}

/** An attribute of several texts. */
export function textsAttribute(node: TfjsNode, name: string): readonly string[] {
  const list = attributeOf(node, name)?.list;
  if (list === undefined) return [];
  return listOf(fieldsOf<"s">(list, name).s ?? [], name).map((item) => atob(textOf(item, name)));
}

/** A yes or no; absent means no, as in TensorFlow. */
export function booleanAttribute(node: TfjsNode, name: string): boolean {
  return attributeOf(node, name)?.b === true;
}
