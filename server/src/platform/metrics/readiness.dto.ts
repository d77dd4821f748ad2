export class ReadinessCheckDto {
  name: string;
  ok: boolean;
  /** What is wrong. */
  detail: string | null;
}

export class ReadinessDto {
  ok: boolean;
  checks: ReadinessCheckDto[];
}

export class LivenessDto {
  ok: boolean;
}
