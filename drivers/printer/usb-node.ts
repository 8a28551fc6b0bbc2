import { readdir, readFile } from 'node:fs/promises'

/** Which USB printer is meant: by its device file or its serial number; without either, the only one there is. */
export interface UsbPrinterChoice {
  /** For example /dev/usb/lp0; its number changes with what else is plugged in, and in which order. */
  readonly path?: string | undefined
  readonly serialNumber?: string | undefined
}

/** A printer of the USB printer class, plugged in. */
export interface UsbPrinterNode {
  readonly path: string
  /** Maker and model; empty where it says neither. */
  readonly about: string
  readonly serialNumber: string
}

/** Where to look; tests give their own. */
export interface UsbSources {
  /** The folder of device nodes, `/dev`. */
  readonly folder: string
  /** The folder in which the kernel tells of its devices, `/sys/class`. */
  readonly kernel: string
}

export const thisMachine: UsbSources = { folder: '/dev', kernel: '/sys/class' }

/** All that are plugged in, in the order of their names. */
export async function usbPrinterNodes({ folder, kernel }: UsbSources): Promise<readonly UsbPrinterNode[]> {
  const names = (await readdir(`${folder}/usb`).catch(() => [])).filter((name) => /^lp\d+$/.test(name))
  return Promise.all(
    names.toSorted().map(async (name) => {
      const device = `${kernel}/usbmisc/${name}/device`
      return {
        path: `${folder}/usb/${name}`,
        about: modelIn(await textOf(`${device}/ieee1284_id`)),
        // The USB device is above the one function of it that prints.
        serialNumber: await textOf(`${device}/../serial`),
      }
    }),
  )
}

/** The device file of the printer meant, or why there is none, in one sentence: never the first of several. */
export async function findUsbPrinter(
  choice: UsbPrinterChoice,
  sources: UsbSources,
): Promise<{ readonly path: string } | { readonly why: string }> {
  const { path, serialNumber } = choice
  if (path !== undefined) return { path }
  const there = await usbPrinterNodes(sources)
  const fitting = there.filter((each) => serialNumber === undefined || each.serialNumber === serialNumber)
  const [found, another] = fitting
  if (found && !another) return { path: found.path }
  if (found) return { why: `Several USB printers fit the configuration: ${fitting.map(nameOf).join('; ')}.` }
  const wanted = serialNumber === undefined ? 'USB printer' : `USB printer with serialNumber ${serialNumber}`
  return { why: `No ${wanted} is plugged in; those that are: ${there.map(nameOf).join('; ') || 'none'}.` }
}

/** Maker and model from an IEEE 1284 device id, `MFG:Zebra;MDL:ZD421;CMD:ZPL;`. */
export function modelIn(id: string): string {
  const field = (names: string) => new RegExp(`(?:^|;)(?:${names}):([^;]*)`, 'i').exec(id)?.[1]?.trim()
  return [field('MFG|MANUFACTURER'), field('MDL|MODEL')].filter(Boolean).join(' ')
}

function nameOf({ path, about, serialNumber }: UsbPrinterNode): string {
  return `${about || 'unnamed printer'} (${serialNumber ? `serialNumber ${serialNumber}` : `no serial number, at ${path}`})`
}

async function textOf(file: string): Promise<string> {
  return (await readFile(file, 'utf8').catch(() => '')).trim()
}
