import about from '../../package.json' with { type: 'json' }

/** The station's version, as records and the health screen show it. */
export const version: string = about.version
