import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AgentsModule } from '../agents/agents.module.js';
import { GatesModule } from '../gates/gates.module.js';
import { ProjectsModule } from '../projects/projects.module.js';
import { TasksModule } from '../tasks/tasks.module.js';
import { ArtifactEntity } from './artifacts/artifact.entity.js';
import { ArtifactsController } from './artifacts/artifacts.controller.js';
import { AttemptArtifacts } from './artifacts/attempt-artifacts.js';
import { AttemptBoard } from './attempt-board.js';
import { CommentEntity } from './comments/comment.entity.js';
import { CommentPlaceEntity } from './comments/comment-place.entity.js';
import { CommentPlaces } from './comments/comment-places.js';
import { CommentReader } from './comments/comment-reader.js';
import { CommentsController } from './comments/comments.controller.js';
import { CommentsService } from './comments/comments.service.js';
import { AttemptEventsService } from './events/attempt-events.service.js';
import { AttemptEvidence } from './review/attempt-evidence.js';
import { AttemptFeeds } from './events/attempt-feeds.js';
import { AttemptLeases } from './leases/attempt-leases.js';
import { AttemptMetrics } from './attempt-metrics.js';
import { ATTEMPT_QUEUE, AttemptQueue } from './leases/attempt-queue.js';
import { AttemptRecovery } from './leases/attempt-recovery.js';
import { AttemptResponses } from './attempt-response.js';
import { AttemptRetention } from './artifacts/attempt-retention.js';
import { DeletedData } from './artifacts/deleted-data.js';
import { RetiredBranches } from './artifacts/retired-branches.js';
import { InsightsController } from './insights/insights.controller.js';
import { InsightsService } from './insights/insights.service.js';
import { AttemptFiles } from './overlaps/attempt-files.js';
import { OverlapRadar } from './overlaps/overlap-radar.js';
import { ChangeSums } from './review/change-sums.js';
import { CloseRivals } from './review/close-rivals.js';
import { CompareAttempts } from './review/compare-attempts.js';
import { PickAttempt } from './review/pick-attempt.js';
import { DiscardAttempt } from './review/discard-attempt.js';
import { AttemptReviewService } from './review/attempt-review.service.js';
import { AttemptStarter } from './attempt-starter.js';
import { AttemptTransitions } from './attempt-transitions.js';
import { AttemptWorker } from './leases/attempt-worker.js';
import { WorkPlaces } from './leases/work-places.js';
import { AttemptEntity } from './attempt.entity.js';
import { AttemptsController } from './attempts.controller.js';
import { AttemptsGateway } from './attempts.gateway.js';
import { AttemptsProcessor } from './attempts.processor.js';
import { AttemptsService } from './attempts.service.js';
import { AttemptsUsage } from './attempts-usage.js';
import { AgentTrials } from './hello/agent-trials.js';
import { MergeAttempt } from './merge-attempt.js';
import { FinishMerge } from './review/finish-merge.js';
import { MergeContexts } from './review/merge-context.js';
import { MergeDelivery } from './review/merge-delivery.js';
import { MergeNotices } from './review/merge-notices.js';
import { RecoverMerge } from './review/recover-merge.js';
import { RequestGates } from './review/request-gates.js';
import { TaskBranches } from './review/task-branches.js';
import { UpdateAttempt } from './review/update-attempt.js';
import { MergeEntity } from './review/merge.entity.js';
import { PipelineTools } from './pipeline/pipeline-tools.js';
import { ProjectFeeds } from './events/project-feeds.js';
import { WarmMirrors } from './warm-mirrors.js';
import { ProjectGateway } from './project.gateway.js';
import { AgentRequestEntity } from './requests/agent-request.entity.js';
import { AgentRequests } from './requests/agent-requests.js';
import { RunEntity } from './runs/run.entity.js';
import { RunExecutor } from './runs/run-executor.js';
import { RunStore } from './runs/run-store.js';
import { AgentPlaces } from './runs/agent-places.js';
import { Sandboxes } from './runs/sandboxes.js';

const GATEWAYS = [AttemptFeeds, AttemptsGateway, ProjectFeeds, ProjectGateway];

@Module({
  imports: [
    TypeOrmModule.forFeature([
      AttemptEntity,
      RunEntity,
      ArtifactEntity,
      MergeEntity,
      CommentEntity,
      CommentPlaceEntity,
      AgentRequestEntity,
    ]),
    BullModule.registerQueue({ name: ATTEMPT_QUEUE }),
    ProjectsModule,
    TasksModule,
    AgentsModule,
    GatesModule,
  ],
  controllers: [AttemptsController, ArtifactsController, CommentsController, InsightsController],
  providers: [
    AttemptsService,
    AttemptReviewService,
    MergeAttempt,
    MergeContexts,
    MergeDelivery,
    FinishMerge,
    RecoverMerge,
    MergeNotices,
    AttemptStarter,
    AttemptTransitions,
    AttemptEventsService,
    AttemptBoard,
    CommentPlaces,
    CommentReader,
    CommentsService,
    AttemptEvidence,
    AttemptArtifacts,
    AttemptResponses,
    AttemptLeases,
    AttemptQueue,
    AttemptWorker,
    WorkPlaces,
    AttemptsProcessor,
    AttemptRecovery,
    AttemptMetrics,
    AttemptRetention,
    DeletedData,
    RetiredBranches,
    DiscardAttempt,
    PickAttempt,
    CloseRivals,
    CompareAttempts,
    ChangeSums,
    AttemptFiles,
    OverlapRadar,
    RequestGates,
    TaskBranches,
    UpdateAttempt,
    WarmMirrors,
    AttemptsUsage,
    AgentTrials,
    PipelineTools,
    AgentRequests,
    RunStore,
    RunExecutor,
    Sandboxes,
    AgentPlaces,
    InsightsService,
    ...GATEWAYS,
  ],
  exports: [AttemptsService],
})
export class AttemptsModule {}
