// A child of the bench: photographs through the peer's image processor and model. node peer.mjs FOLDER, which holds `m`.
import { AutoImageProcessor, AutoModel, env, RawImage } from '@huggingface/transformers'

const [folder] = process.argv.slice(2)
env.allowRemoteModels = false
env.localModelPath = folder
const processor = await AutoImageProcessor.from_pretrained('m')
// as many threads as ours has
const session_options = { intraOpNumThreads: 1, interOpNumThreads: 1 }
const model = await AutoModel.from_pretrained('m', { dtype: 'fp32', device: 'cpu', session_options })

process.on('message', async (photos) => {
  const from = performance.now()
  const vectors = []
  for (const photo of photos) {
    const image = await RawImage.fromBlob(new Blob([photo]))
    const { pixel_values } = await processor(image)
    const { embedding } = await model({ image: pixel_values })
    vectors.push(Float32Array.from(embedding.data))
  }
  process.send({ ms: performance.now() - from, vectors })
})
process.on('disconnect', () => process.exit(0))
process.send('ready')
