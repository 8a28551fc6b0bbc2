import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What central counts, for Prometheus. */
export interface Metrics {
  readonly registry: Registry
  readonly events: Counter<'type'>
  readonly refused: Counter<'code'>
  readonly blobs: Counter
  readonly requests: Histogram<'method' | 'route' | 'status'>
  /** Seconds since the epoch at which each station last sent something. */
  readonly lastSeen: Gauge<'station'>
}

/** Fresh counters in a registry of their own, so that two centrals in one process do not share them. */
export function newMetrics(options: { readonly process: boolean }): Metrics {
  const registry = new Registry()
  if (options.process) collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    events: new Counter({
      name: 'regrade_central_events_total',
      help: 'Events stored, by CloudEvents type.',
      labelNames: ['type'],
      registers,
    }),
    refused: new Counter({
      name: 'regrade_central_refused_total',
      help: 'Requests refused, by fault code.',
      labelNames: ['code'],
      registers,
    }),
    blobs: new Counter({ name: 'regrade_central_blobs_total', help: 'Photographs stored.', registers }),
    requests: new Histogram({
      name: 'regrade_central_request_seconds',
      help: 'Time from request to answer.',
      labelNames: ['method', 'route', 'status'],
      registers,
    }),
    lastSeen: new Gauge({
      name: 'regrade_central_station_last_seen_seconds',
      help: 'When a station last sent a batch, in seconds since the epoch.',
      labelNames: ['station'],
      registers,
    }),
  }
}
