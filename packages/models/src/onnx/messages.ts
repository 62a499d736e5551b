/** `TensorProto.DataType`: the element types that this package writes. */
export const ONNX_DATA_TYPE = Object.freeze({ float32: 1, int64: 7 });
/** `AttributeProto.AttributeType`: the kinds of attribute that this package writes. */
export const ONNX_ATTRIBUTE_TYPE = Object.freeze({ float: 1, int: 2, ints: 7 });
/** Version of the default operator set that the graphs are written in. */
export const ONNX_OPSET = 17;
/** Version of the file format that came with opset 17. */
export const ONNX_IR_VERSION = 8;

/** A constant tensor of a graph. */
export interface TensorMessage {
  /** Name by which nodes refer to it. */
  readonly name: string;
  /** Shape. */
  readonly dims: readonly number[];
  /** One of {@link ONNX_DATA_TYPE}. */
  readonly dataType: number;
  /** Elements in row-major order, little-endian. */
  readonly rawData: Uint8Array;
}

/** An attribute of a node; exactly one of the values is set, as `type` says. */
export interface AttributeMessage {
  /** As the operator's specification names it. */
  readonly name: string;
  /** One of {@link ONNX_ATTRIBUTE_TYPE}. */
  readonly type: number;
  /** A float. */
  readonly f?: number;
  /** A whole number. */
  readonly i?: number;
  /** Whole numbers. */
  readonly ints?: readonly number[];
}

/** One operation of a graph. */
export interface NodeMessage {
  /** Names of the values that it reads. */
  readonly input: readonly string[];
  /** Names of the values that it makes. */
  readonly output: readonly string[];
  /** For people. */
  readonly name: string;
  /** Operator of the default operator set. */
  readonly opType: string;
  /** In the order of their names. */
  readonly attribute: readonly AttributeMessage[];
}

/** A named float32 input or output with its shape. */
export interface ValueInfoMessage {
  /** Name by which a caller feeds or fetches it. */
  readonly name: string;
  /** Element type and shape. */
  readonly type: {
    readonly tensorType: {
      readonly elemType: number;
      readonly shape: { readonly dim: readonly { readonly dimValue: number }[] };
    };
  };
}

/** A network. */
export interface ModelMessage {
  /** {@link ONNX_IR_VERSION}. */
  readonly irVersion: number;
  /** Who wrote it. */
  readonly producerName: string;
  /** Operator sets in use. */
  readonly opsetImport: readonly { readonly domain: string; readonly version: number }[];
  /** The operations in an order in which they can run. */
  readonly graph: {
    readonly name: string;
    readonly node: readonly NodeMessage[];
    readonly initializer: readonly TensorMessage[];
    readonly input: readonly ValueInfoMessage[];
    readonly output: readonly ValueInfoMessage[];
  };
}
