import { fieldsOf } from './protobuf.ts'

/** Field numbers of onnx.proto (ModelProto.opset_import, OperatorSetIdProto.domain and .version). */
const opsetImport = 8
const domainField = 1
const versionField = 2

/** The version of the standard operator set that ONNX bytes ask for; undefined where they are not a readable model. */
export function opsetOf(model: Uint8Array): number | undefined {
  try {
    for (const field of fieldsOf(model)) {
      if (field.number !== opsetImport || !field.bytes) continue
      const inner = [...fieldsOf(field.bytes)]
      const domain = new TextDecoder().decode(inner.find((one) => one.number === domainField)?.bytes)
      if (domain === '' || domain === 'ai.onnx')
        return inner.find((one) => one.number === versionField)?.value
    }
  } catch {
    // bytes that end inside a field are no model
  }
  return undefined
}
