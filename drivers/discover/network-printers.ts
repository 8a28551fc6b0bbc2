import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import type { Plugged } from '../../main/kernel/plugged.ts'
import { rawPort } from '../printer/network.ts'

/** Milliseconds a printer in the local network may take to accept a connection. */
const acceptMs = 500
/** Connections tried at once: few enough for small routers, enough for 254 addresses in 2 to 3 seconds. */
const atOnce = 64

/** The addresses next to this machine's own, in private IPv4 networks: the last number from 1 to 254, its own left out. */
export function neighbours(own: readonly string[]): readonly string[] {
  const near = own.filter(isPrivate).flatMap((address) => {
    const net = address.slice(0, address.lastIndexOf('.'))
    return Array.from({ length: 254 }, (_, index) => `${net}.${index + 1}`)
  })
  return [...new Set(near)].filter((address) => !own.includes(address))
}

function isPrivate(address: string): boolean {
  return /^(10|192\.168|172\.(1[6-9]|2\d|3[01]))\./.test(address)
}

/** This machine's own IPv4 addresses. */
export function ownAddresses(): readonly string[] {
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? [])
  return all.filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => address)
}

/**
 * Which of these addresses take raw printing. They are connected to and sent nothing: an office printer would print
 * a question meant for a label printer.
 */
export async function networkPrinters(
  addresses: readonly string[],
  port: number = rawPort,
): Promise<readonly Plugged[]> {
  const found = new Set<string>()
  const queue = [...addresses]
  const work = async () => {
    for (let host = queue.shift(); host !== undefined; host = queue.shift())
      if (await listens(host, port)) found.add(host)
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, addresses.length) }, work))
  return addresses.filter((host) => found.has(host)).map((host) => networkDevice(host, port))
}

function networkDevice(host: string, port: number): Plugged {
  const config = { driver: 'network', name: 'Label printer', host, port }
  return {
    kind: 'network',
    path: `${host}:${port}`,
    about: 'takes raw printing',
    uses: [{ as: 'printer', config }],
  }
}

function listens(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port })
    const end = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.setTimeout(acceptMs, () => end(false))
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
  })
}
