// Figures for Prometheus (text format 0.0.4): how much and how fast, never of what.

const BUCKETS_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export interface Metrics {
  answered(method: string, route: string, status: number, seconds: number): void;
  /** `events`: size of the custody log, when it could be asked. */
  text(events: number | undefined): string;
}

export function metrics(): Metrics {
  const requests = new Map<string, number>();
  const buckets = BUCKETS_SECONDS.map(() => 0);
  const total = { count: 0, seconds: 0 };
  const startedAt = Math.round(Date.now() / 1000 - process.uptime());
  return {
    answered: (method, route, status, seconds) => {
      const labels = `method="${method}",route="${route}",status="${status}"`; // a closed list: routes, not addresses
      requests.set(labels, (requests.get(labels) ?? 0) + 1);
      BUCKETS_SECONDS.forEach((limit, i) => (buckets[i]! += seconds <= limit ? 1 : 0)); // one count a bucket
      total.count += 1;
      total.seconds += seconds;
    },
    text: (events) =>
      [
        '# TYPE comity_http_requests_total counter',
        ...[...requests].map(([labels, count]) => `comity_http_requests_total{${labels}} ${count}`),
        '# TYPE comity_http_request_seconds histogram',
        ...BUCKETS_SECONDS.map(
          (limit, i) => `comity_http_request_seconds_bucket{le="${limit}"} ${buckets[i]}`,
        ),
        `comity_http_request_seconds_bucket{le="+Inf"} ${total.count}`,
        `comity_http_request_seconds_sum ${total.seconds}`,
        `comity_http_request_seconds_count ${total.count}`,
        ...(events === undefined
          ? []
          : ['# TYPE comity_custody_events gauge', `comity_custody_events ${events}`]),
        '# TYPE process_resident_memory_bytes gauge',
        `process_resident_memory_bytes ${process.memoryUsage.rss()}`,
        '# TYPE process_start_time_seconds gauge',
        `process_start_time_seconds ${startedAt}`,
        '',
      ].join('\n'),
  };
}
