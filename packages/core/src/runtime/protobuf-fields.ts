/**
 * The wire format of Protocol Buffers, as far as a graph is edited in place: fields are told apart and copied,
 * not understood. A library would decode and encode every weight.
 * @see https://protobuf.dev/programming-guides/encoding/
 */
export interface WireField {
  /** Its number in the message. */
  readonly number: number;
  /** Index of its tag. */
  readonly start: number;
  /** Index of its content, after tag and length. */
  readonly from: number;
  /** Index after it. */
  readonly end: number;
}

const LENGTH_DELIMITED = 2;

/**
 * The fields of a message, in their order.
 * @param from - index of the message's first byte
 * @param end - index after its last
 * @throws {RangeError} when the bytes are no message
 */
export function readFields(bytes: Uint8Array, from: number, end: number): readonly WireField[] {
  const fields: WireField[] = [];
  let at = from;
  const varint = (): number => {
    let value = 0;
    for (let weight = 1; ; weight *= 128) {
      const byte = at < end ? bytes[at++] : undefined;
      if (byte === undefined || weight > 2 ** 63) throw new RangeError("not a message");
      value += (byte & 127) * weight;
      if (byte < 128) return value;
    }
  };
  while (at < end) {
    const start = at;
    const tag = varint();
    let content = at;
    switch (tag & 7) {
      case 0:
        varint();
        break;
      case 1:
        at += 8;
        break;
      case LENGTH_DELIMITED: {
        const length = varint();
        content = at;
        at += length;
        break;
      }
      case 5:
        at += 4;
        break;
      default:
        throw new RangeError("not a message");
    }
    if (at > end) throw new RangeError("not a message");
    fields.push({ number: Math.floor(tag / 8), start, from: content, end: at });
  }
  return fields;
}

/** The bytes of a field that holds bytes, text or a message. */
export function delimitedField(number: number, parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const head = [...varintBytes(8 * number + LENGTH_DELIMITED), ...varintBytes(length)];
  const field = new Uint8Array(head.length + length);
  field.set(head);
  let at = head.length;
  for (const part of parts) {
    field.set(part, at);
    at += part.length;
  }
  return field;
}

function varintBytes(value: number): number[] {
  const bytes: number[] = [];
  let left = value;
  for (; left > 127; left = Math.floor(left / 128)) bytes.push((left & 127) | 128);
  bytes.push(left);
  return bytes;
}
