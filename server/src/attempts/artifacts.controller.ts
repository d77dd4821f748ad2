import { Controller, Get, Headers, Res } from '@nestjs/common';
import { ApiOkResponse, ApiResponse } from '@nestjs/swagger';
import type { Response } from 'express';
import { pipeline } from 'node:stream/promises';
import { CurrentUser, type SignedInUser } from '../platform/http/current-user.js';
import { IdParam } from '../platform/http/id-param.js';
import { parseRange } from './parse-range.js';
import { AttemptArtifacts } from './attempt-artifacts.js';
import { AttemptsService } from './attempts.service.js';

const BYTES = { schema: { type: 'string', format: 'binary' } } as const;
/** What artifacts are stored as. */
const CONTENT = { 'text/plain': BYTES, 'text/markdown': BYTES, 'application/octet-stream': BYTES };

@Controller('api/artifacts')
export class ArtifactsController {
  constructor(
    private readonly artifacts: AttemptArtifacts,
    private readonly attempts: AttemptsService,
  ) {}

  /** The stored bytes, whole or by `Range`. */
  @Get(':artifact_id')
  @ApiOkResponse({ content: CONTENT })
  @ApiResponse({ status: 206, content: CONTENT, description: 'The range that was asked for.' })
  @ApiResponse({ status: 416, description: 'The range lies outside of the artifact.' })
  async download(
    @IdParam('artifact_id') artifactId: string,
    @Headers('range') rangeHeader: string | undefined,
    @CurrentUser() user: SignedInUser,
    @Res() response: Response,
  ): Promise<void> {
    const artifact = await this.attempts.findArtifact(artifactId, user);
    const range = parseRange(rangeHeader, artifact.size);
    response.setHeader('Content-Type', artifact.contentType);
    response.setHeader('Content-Disposition', `attachment; filename="${artifact.name}"`);
    response.setHeader('Accept-Ranges', 'bytes');
    response.setHeader('ETag', `"${artifact.sha256}"`);
    if (range === 'unsatisfiable') {
      response.status(416).setHeader('Content-Range', `bytes */${artifact.size}`).end();
      return;
    }
    const { start, end } = range ?? { start: 0, end: artifact.size - 1 };
    if (range) response.status(206).setHeader('Content-Range', `bytes ${start}-${end}/${artifact.size}`);
    response.setHeader('Content-Length', end - start + 1);
    await pipeline(await this.artifacts.open(artifact, range), response).catch(() => response.destroy());
  }
}
