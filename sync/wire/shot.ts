import { z } from 'zod'
import { photoMediaTypes } from '../../main/kernel/frame.ts'
import { cameraRoleSchema } from './finding.ts'
import { millisSchema, sha256Schema } from './words.ts'

/** One photograph by its hash, and what was measured on it. */
export const shotSchema = z.strictObject({
  role: cameraRoleSchema,
  sha256: sha256Schema,
  mediaType: z.enum(photoMediaTypes),
  takenAt: millisSchema,
  device: z.string(),
  quality: z.strictObject({
    verdict: z.enum(['good', 'blurred', 'dark', 'bright', 'empty', 'glare', 'unreadable']),
    width: z.number(),
    height: z.number(),
    sharpness: z.number(),
    exposure: z.number(),
  }),
})
