import packageJson from '../../package.json' with { type: 'json' }

export const clientVersion = packageJson.version
