import { makePipeline } from './constructs/pipelineApp.ts';

makePipeline().app.synth();
