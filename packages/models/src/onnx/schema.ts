import protobuf from "protobufjs/light.js";

/**
 * The ONNX messages that this package writes, as a protobufjs descriptor. Names are in camel case;
 * only the field numbers and types reach the file.
 * @see https://github.com/onnx/onnx/blob/main/onnx/onnx.proto (syntax proto2, IR version 8)
 */
const ONNX_DESCRIPTOR: protobuf.INamespace = {
  nested: {
    ModelProto: {
      fields: {
        irVersion: { id: 1, type: "int64" },
        producerName: { id: 2, type: "string" },
        producerVersion: { id: 3, type: "string" },
        graph: { id: 7, type: "GraphProto" },
        opsetImport: { id: 8, type: "OperatorSetIdProto", rule: "repeated" },
      },
    },
    OperatorSetIdProto: {
      fields: {
        domain: { id: 1, type: "string" },
        version: { id: 2, type: "int64" },
      },
    },
    GraphProto: {
      fields: {
        node: { id: 1, type: "NodeProto", rule: "repeated" },
        name: { id: 2, type: "string" },
        initializer: { id: 5, type: "TensorProto", rule: "repeated" },
        input: { id: 11, type: "ValueInfoProto", rule: "repeated" },
        output: { id: 12, type: "ValueInfoProto", rule: "repeated" },
      },
    },
    NodeProto: {
      fields: {
        input: { id: 1, type: "string", rule: "repeated" },
        output: { id: 2, type: "string", rule: "repeated" },
        name: { id: 3, type: "string" },
        opType: { id: 4, type: "string" },
        attribute: { id: 5, type: "AttributeProto", rule: "repeated" },
      },
    },
    AttributeProto: {
      fields: {
        name: { id: 1, type: "string" },
        f: { id: 2, type: "float" },
        i: { id: 3, type: "int64" },
        ints: { id: 8, type: "int64", rule: "repeated" },
        type: { id: 20, type: "int32" },
      },
    },
    TensorProto: {
      fields: {
        dims: { id: 1, type: "int64", rule: "repeated" },
        dataType: { id: 2, type: "int32" },
        name: { id: 8, type: "string" },
        rawData: { id: 9, type: "bytes" },
      },
    },
    ValueInfoProto: {
      fields: {
        name: { id: 1, type: "string" },
        type: { id: 2, type: "TypeProto" },
      },
    },
    TypeProto: {
      fields: { tensorType: { id: 1, type: "Tensor" } },
      nested: {
        Tensor: {
          fields: {
            elemType: { id: 1, type: "int32" },
            shape: { id: 2, type: "TensorShapeProto" },
          },
        },
      },
    },
    TensorShapeProto: {
      fields: { dim: { id: 1, type: "Dimension", rule: "repeated" } },
      nested: { Dimension: { fields: { dimValue: { id: 1, type: "int64" } } } },
    },
  },
};

/** The type `ModelProto`, ready to encode and decode; made anew, so that nothing is shared. */
export function modelProtoType(): protobuf.Type {
  return protobuf.Root.fromJSON(ONNX_DESCRIPTOR).lookupType("ModelProto");
}
