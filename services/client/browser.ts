/** Shows an address to whoever uses this machine. */
export async function openInBrowser(url: string): Promise<void> {
  const { default: open } = await import('open')
  await open(url)
}

/** Over SSH a browser would open on the other machine, and come back to it. */
export function isBrowserHere(env: Readonly<Record<string, string | undefined>>): boolean {
  if (env.SSH_CONNECTION !== undefined || env.SSH_TTY !== undefined) return false
  if (process.platform !== 'linux') return true
  return [env.DISPLAY, env.WAYLAND_DISPLAY, env.WSL_DISTRO_NAME].some(Boolean)
}
