/** What the label in the picture before the rig's webcam says, in Code 128. */
export const picturedCode = 'RG-4711'
