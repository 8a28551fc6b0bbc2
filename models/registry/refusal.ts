/** The checks a pack passes on its way in, before the loader's own (models/SPEC.md, RG and PK). */
export type RegistryCheck = 'archive' | 'manifest' | 'signature' | 'files' | 'version'

/** Why a pack is not taken: the check it failed, and half a sentence with what was found and what is allowed. */
export interface Refusal {
  readonly check: RegistryCheck
  readonly problem: string
}

/** Whether a pack, or a part of it, was refused. */
export function isRefusal(answer: object): answer is Refusal {
  return 'check' in answer
}

/** The refusal as a person reads it. */
export function refusalSentence(model: string, { check, problem }: Refusal): string {
  return `The model ${model} failed the check "${check}": ${problem}.`
}
