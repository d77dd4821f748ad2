import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { GateResultEntity } from './gate-result.entity.js';
import { GatesService } from './gates.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([GateResultEntity])],
  providers: [GatesService],
  exports: [GatesService],
})
export class GatesModule {}
