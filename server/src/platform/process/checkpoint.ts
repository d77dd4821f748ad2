import { channel } from 'node:diagnostics_channel';

/**
 * Places between two effects, in the order in which an attempt meets them. The process may die at any of them and the
 * next one has to go on from what is stored; the tests make it die at each.
 */
export const CHECKPOINTS = [
  'start.stored',
  'preparing.begun',
  'preparing.fetched',
  'preparing.checked_out',
  'preparing.done',
  'installing.begun',
  'run.stored',
  'run.launched',
  'run.ended',
  'installing.done',
  'agent.begun',
  'agent.done',
  'snapshot.begun',
  'snapshot.staged',
  'snapshot.ref_moved',
  'snapshot.done',
  'gates.begun',
  'gates.bench_ready',
  'gates.output_kept',
  'gates.done',
  'collecting.begun',
  'collecting.artifact_stored',
  'collecting.done',
  'approve.begun',
  'approve.intended',
  'approve.checkout_locked',
  'approve.objects_delivered',
  'approve.ref_moved',
  'approve.files_updated',
  'approve.index_updated',
  'approve.delivered',
  'approve.finished',
  'retention.path_forgotten',
  'retention.rows_deleted',
  'retention.branches_deleted',
  'retention.files_removed',
] as const;
export type Checkpoint = (typeof CHECKPOINTS)[number];

const reached = channel('antfarm.checkpoint');

/** Says that this place is reached. Nobody listens but a test that was loaded beside the server (`node --import`). */
export function checkpoint(name: Checkpoint): void {
  if (reached.hasSubscribers) reached.publish(name);
}
