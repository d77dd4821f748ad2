import { Controller, Get, Headers, Res } from '@nestjs/common';
import { ApiOkResponse, ApiResponse } from '@nestjs/swagger';
import type { Response } from 'express';
import { pipeline } from 'node:stream/promises';
import { DomainError } from '../../platform/errors/domain-error.js';
import { CurrentUser, type SignedInUser } from '../../platform/http/current-user.js';
import { IdParam } from '../../platform/http/id-param.js';
import { parseRange } from './parse-range.js';
import { AttemptArtifacts } from './attempt-artifacts.js';
import { AttemptsService } from '../attempts.service.js';

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
  async download(
    @IdParam('artifact_id') artifactId: string,
    @Headers('range') rangeHeader: string | undefined,
    @CurrentUser() user: SignedInUser,
    @Res() response: Response,
  ): Promise<void> {
    const artifact = await this.attempts.findArtifact(artifactId, user);
    const range = parseRange(rangeHeader, artifact.size);
    response.setHeader('Accept-Ranges', 'bytes');
    if (range === 'unsatisfiable') {
      response.setHeader('Content-Range', `bytes */${artifact.size}`);
      throw rangeOutside(artifact.size);
    }
    response.setHeader('Content-Type', artifact.contentType);
    response.setHeader('Content-Disposition', `attachment; filename="${artifact.name}"`);
    response.setHeader('ETag', `"${artifact.sha256}"`);
    const { start, end } = range ?? { start: 0, end: artifact.size - 1 };
    if (range) response.status(206).setHeader('Content-Range', `bytes ${start}-${end}/${artifact.size}`);
    response.setHeader('Content-Length', end - start + 1);
    await pipeline(await this.artifacts.open(artifact, range), response).catch(() => response.destroy());
  }
}

const rangeOutside = (size: number): DomainError =>
  new DomainError({
    code: 'artifact.range',
    kind: 'out_of_range',
    detail: `The range lies outside of the artifact, which has ${size} bytes.`,
  });
