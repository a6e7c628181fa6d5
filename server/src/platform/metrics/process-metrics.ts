import type { Registry } from './registry.ts';
import type { SystemSampler } from './system-sampler.ts';

/** Registers the gauges of the machine and the process; they are read when the exposition is asked for. */
export function registerProcessMetrics(registry: Registry, sampler: SystemSampler): void {
  const gauge = (name: string, help: string) => registry.gauge({ name: `bulwark_${name}`, help }).of();
  const cpu = gauge('machine_cpu_percent', 'Processor use of the machine over all cores, 0-100');
  const memory = gauge('machine_memory_percent', 'Memory of the machine in use, 0-100');
  const disk = gauge('data_disk_percent', 'File system of the data folder in use, 0-100');
  const processCpu = gauge('process_cpu_percent', 'Processor use of this process in percent of one core');
  const resident = gauge('process_resident_memory_bytes', 'Resident memory of this process');
  const heap = gauge('process_heap_used_bytes', 'JavaScript heap in use');
  const lag = gauge('event_loop_lag_seconds', 'How late timers fire, 99th percentile since the last sample');
  const connections = gauge('active_connections', 'Open sockets');
  const uptime = gauge('process_uptime_seconds', 'Time since the process started');
  registry.onCollect(() => {
    const now = sampler.read();
    cpu.set(now.cpuPercent);
    memory.set(now.memoryPercent);
    disk.set(now.diskPercent ?? Number.NaN);
    processCpu.set(now.processCpuPercent);
    resident.set(now.processMemoryBytes);
    heap.set(process.memoryUsage().heapUsed);
    lag.set(now.eventLoopLagMs / 1000);
    connections.set(now.activeConnections);
    uptime.set(now.uptimeSeconds);
  });
}
