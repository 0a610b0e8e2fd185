import { makeService } from './constructs/service.ts';
import { cloudAssembly } from './constructs/places.ts';

// The CDK command gives its own folder in CDK_OUTDIR; `npm run synth` writes to cdk.out.
makeService({ outdir: process.env['CDK_OUTDIR'] ?? cloudAssembly }).app.synth();
