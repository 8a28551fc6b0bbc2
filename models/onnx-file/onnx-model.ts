/** One field of a protobuf message, encoded. */
type Encoded = Uint8Array

const encoder = new TextEncoder()

function varint(value: number): Encoded {
  const bytes: number[] = []
  let rest = value
  for (; rest > 0x7f; rest = Math.floor(rest / 0x80)) bytes.push((rest & 0x7f) | 0x80)
  bytes.push(rest)
  return Uint8Array.from(bytes)
}

function message(...fields: readonly Encoded[]): Encoded {
  const whole = new Uint8Array(fields.reduce((sum, field) => sum + field.length, 0))
  let at = 0
  for (const field of fields) {
    whole.set(field, at)
    at += field.length
  }
  return whole
}

function whole(number: number, value: number): Encoded {
  return message(varint(number * 8), varint(value))
}

function bytes(number: number, value: Encoded | string): Encoded {
  const content = typeof value === 'string' ? encoder.encode(value) : value
  return message(varint(number * 8 + 2), varint(content.length), content)
}

/** A number or a list of whole numbers given to an operator; field numbers and types of AttributeProto. */
function attribute(name: string, value: number | readonly number[]): Encoded {
  const [content, type] =
    typeof value === 'number' ? [[whole(3, value)], 2] : [value.map((one) => whole(8, one)), 7]
  return message(bytes(1, name), ...content, whole(20, type))
}

/** One operator of a graph. */
export interface Operator {
  readonly type: string
  readonly inputs: readonly string[]
  readonly output: string
  readonly attributes?: Readonly<Record<string, number | readonly number[]>>
}

function node({ type, inputs, output, attributes = {} }: Operator): Encoded {
  return message(
    ...inputs.map((name) => bytes(1, name)),
    bytes(2, output),
    bytes(4, type),
    ...Object.entries(attributes).map(([name, value]) => bytes(5, attribute(name, value))),
  )
}

/** Numbers a graph holds, float32. */
export interface Weights {
  readonly name: string
  readonly shape: readonly number[]
  readonly values: readonly number[]
}

function initializer({ name, shape, values }: Weights): Encoded {
  const raw = new Uint8Array(Float32Array.from(values).buffer)
  return message(...shape.map((dim) => whole(1, dim)), whole(2, 1), bytes(8, name), bytes(9, raw))
}

/** Name and shape of an input or output, float32; a string is a free dimension. */
export interface Named {
  readonly name: string
  readonly shape: readonly (number | string)[]
}

function valueInfo({ name, shape }: Named): Encoded {
  const dims = shape.map((dim) => bytes(1, typeof dim === 'string' ? bytes(2, dim) : whole(1, dim)))
  return message(bytes(1, name), bytes(2, bytes(1, message(whole(1, 1), bytes(2, message(...dims))))))
}

/** What `onnxModel` writes; `name` is the graph's; the producer is always `regrade`. */
export interface Graph {
  readonly name?: string
  readonly opset: number
  readonly operators: readonly Operator[]
  readonly weights: readonly Weights[]
  readonly inputs: readonly Named[]
  readonly outputs: readonly Named[]
  /** Metadata the file carries, by key. */
  readonly metadata?: Readonly<Record<string, string>>
}

/** An ONNX file (ModelProto, IR version 8; field numbers of onnx.proto) of a graph of float32 tensors. */
export function onnxModel({
  name = 'graph',
  opset,
  operators,
  weights,
  inputs,
  outputs,
  metadata = {},
}: Graph): Uint8Array {
  const graph = message(
    ...operators.map((one) => bytes(1, node(one))),
    bytes(2, name),
    ...weights.map((one) => bytes(5, initializer(one))),
    ...inputs.map((one) => bytes(11, valueInfo(one))),
    ...outputs.map((one) => bytes(12, valueInfo(one))),
  )
  return message(
    whole(1, 8),
    bytes(2, 'regrade'),
    bytes(7, graph),
    bytes(8, message(bytes(1, ''), whole(2, opset))),
    ...Object.entries(metadata).map(([key, value]) => bytes(14, message(bytes(1, key), bytes(2, value)))),
    ...Object.entries(metadata).map(([key, value]) => bytes(14, message(bytes(1, key), bytes(2, value)))),
  )
}
