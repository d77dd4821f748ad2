/** A process that runs. Zombies are left out: they execute nothing and only wait to be reaped. */
export interface ProcessEntry {
  readonly pid: number;
  readonly parentPid: number;
  readonly groupId: number;
  /** Opaque; together with the pid it names one process of this boot. */
  readonly startTime: string;
}
