import { readFileSync } from 'node:fs';

const TICKS_A_SECOND = 100;

export interface Usage {
  /** Resident, in MB. */
  readonly memory: number;
  /** Processor seconds since the process began. */
  readonly cpu: number;
}

/** What a process takes, from Linux's own account. */
export function usageOf(pid: number): Usage {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return {
    memory: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024,
    cpu: (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND,
  };
}
